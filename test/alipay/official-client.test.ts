/**
 * The official npm client as the yardstick: canonical string, signature, URL and form are byte for
 * byte the same. Fixed for the comparison: the time stamp and `format` are handed to the client (it takes
 * the machine's own time zone otherwise, and leaves `format` out).
 */
import crypto from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { AlipaySdk } from 'alipay-sdk';
import type { AlipaySdkConfig } from 'alipay-sdk';
import fc from 'fast-check';
import { KJUR } from 'jsrsasign';

import { openAccount, signRequest } from '../../alipay';
import type { AccountSettings } from '../../alipay';
import { makeCertificate, nameParts } from './certificates/certificate-fixture';
import { alipay, app, NOW, privatePem, publicPem, rsaPair, settings } from './keys/keys-fixture';

const METHOD = 'zhima.merchant.borrow.entity.upload';
const TIMESTAMP = '2026-11-23 16:30:15';

interface Seen {
	url: string;
	body: string;
	canonicalString: string;
}

let server: Server;
let gatewayUrl: string;
let seen: Seen;

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			seen.url = `http://${request.headers.host}${request.url}`;
			seen.body = Buffer.concat(chunks).toString();
			response.end(`{"${METHOD.replaceAll('.', '_')}_response":{"code":"10000"},"sign":""}`);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`;
	const createSign = crypto.createSign;
	jest.spyOn(crypto, 'createSign').mockImplementation((algorithm) => {
		const signer = createSign(algorithm);
		const update = signer.update.bind(signer) as (data: string, encoding: string) => crypto.Sign;
		signer.update = ((data: string, encoding: string) => {
			seen.canonicalString = data;
			return update(data, encoding);
		}) as typeof signer.update;
		return signer;
	});
});

afterAll(async () => {
	jest.restoreAllMocks();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

async function byOfficialClient(
	config: Partial<AlipaySdkConfig>,
	bizContent: Record<string, unknown>,
	parameters: Record<string, unknown> = {},
): Promise<Seen> {
	seen = { url: '', body: '', canonicalString: '' };
	const client = new AlipaySdk({
		appId: settings().appId,
		privateKey: privatePem(app, 'pkcs1'),
		keyType: 'PKCS1',
		gateway: gatewayUrl,
		...config,
	});
	await client.exec(METHOD, { timestamp: TIMESTAMP, format: 'JSON', ...parameters, bizContent });
	return seen;
}

async function byUs(
	changed: Partial<AccountSettings>,
	bizContent: Record<string, unknown>,
	call: { appAuthToken?: string; parameters?: Record<string, string> } = {},
) {
	const account = await openAccount(settings({ gatewayUrl, ...changed }), NOW);
	const signedRequest = await signRequest(
		account,
		{ method: METHOD, bizContent: JSON.stringify(bizContent), ...call },
		NOW,
	);
	const { url, body, canonicalString } = signedRequest;
	return { url, body, canonicalString };
}

const signatureIn = (url: string): string => new URL(url).searchParams.get('sign') ?? '';

function acceptedByJsrsasign(url: string, text: string, algorithm: string): boolean {
	const verifier = new KJUR.crypto.Signature({ alg: algorithm });
	verifier.init(publicPem(app));
	verifier.updateString(text);
	return verifier.verify(Buffer.from(signatureIn(url), 'base64').toString('hex'));
}

const awkwardText = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'爱心雨伞',
				'杭州市西湖区',
				'🔋',
				'👨‍👩‍👧',
				'"',
				"'",
				'&',
				'=',
				'+',
				'%',
				'%20',
				'\n',
				'\r\n',
			),
			fc.constantFrom(
				'\t',
				' ',
				'\\',
				'/',
				'<b>',
				'~',
				'!',
				'*',
				'(',
				')',
				'—',
				'‘',
				'\u2028',
				'\u00e9',
				'\u0000',
			),
			fc.string({ unit: 'binary', maxLength: 4 }),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));

const content = fc.record(
	{
		entity_code: awkwardText,
		entity_name: awkwardText,
		address_desc: awkwardText,
		rent_desc: awkwardText,
	},
	{ noNullPrototype: true },
);

describe('requests are those of the official client', () => {
	it('on 250 generated contents, and jsrsasign accepts each signature', async () => {
		await fc.assert(
			fc.asyncProperty(content, async (bizContent) => {
				const theirs = await byOfficialClient({}, bizContent);
				const ours = await byUs({}, bizContent);
				expect(ours).toEqual(theirs);
				expect(acceptedByJsrsasign(ours.url, ours.canonicalString, 'SHA256withRSA')).toBe(true);
			}),
			{ numRuns: 250 },
		);
	}, 60_000);

	it('with RSA', async () => {
		const bizContent = { entity_name: '爱心雨伞 & 充电宝' };
		const theirs = await byOfficialClient({ signType: 'RSA' }, bizContent);
		const ours = await byUs({ signType: 'RSA' }, bizContent);
		expect(ours).toEqual(theirs);
		expect(acceptedByJsrsasign(ours.url, ours.canonicalString, 'SHA1withRSA')).toBe(true);
	});

	it('with app_auth_token and further parameters', async () => {
		const bizContent = { entity_name: '爱心雨伞' };
		const notify = 'https://example.com/notify?a=1&b=中文';
		const theirs = await byOfficialClient({}, bizContent, {
			app_auth_token: '201510BBaabdb44d8fd04607abf8d5931ec75D84',
			notify_url: notify,
			product_code: 'QUICK',
		});
		const call = {
			appAuthToken: '201510BBaabdb44d8fd04607abf8d5931ec75D84',
			parameters: { notify_url: notify, product_code: 'QUICK' },
		};
		expect(await byUs({}, bizContent, call)).toEqual(theirs);
	});

	it('with content encryption', async () => {
		const contentEncryptionKey = crypto.randomBytes(16).toString('base64');
		const bizContent = { entity_name: '爱心雨伞🔋', rent_desc: '5元/小时' };
		const theirs = await byOfficialClient({ encryptKey: contentEncryptionKey }, bizContent, {
			needEncrypt: true,
		}).catch(() => seen);
		expect(await byUs({ contentEncryptionKey }, bizContent)).toEqual(theirs);
	});

	it('in certificate mode', async () => {
		const authority = rsaPair();
		const CA = nameParts('C=CN,O=Ant,CN=Root');
		const byCa = { issuer: CA, issuerPair: authority };
		const root = makeCertificate({ pair: authority, subject: CA, isCa: true });
		const appCertificate = makeCertificate({ pair: app, serial: '0203', ...byCa });
		const alipayCertificate = makeCertificate({ pair: alipay, serial: '0204', ...byCa });
		const bizContent = { entity_name: '爱心雨伞' };
		const theirs = await byOfficialClient(
			{
				appCertContent: appCertificate,
				alipayPublicCertContent: alipayCertificate,
				alipayRootCertContent: root,
			},
			bizContent,
			{ notify_url: 'https://example.com/' },
		);
		const ours = await byUs(
			{ keyMode: 'certificate', appCertificate, alipayCertificate, alipayRootCertificate: root },
			bizContent,
			{ parameters: { notify_url: 'https://example.com/' } },
		);
		expect(ours).toEqual(theirs);
	});
});
