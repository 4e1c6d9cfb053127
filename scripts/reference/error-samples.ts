/**
 * Things that are wrong, one for each check, so that the README's tables of messages hold what the
 * code really says. A check that is added wants a line here: test/package/readme.test.ts looks for
 * every code that the shipped sources name.
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import {
	AlipayError,
	classifyResponse,
	classifyTransportError,
	openAccount,
	openResponse,
	signRequest,
	settingsFrom,
	trustCertificate,
} from '../../alipay';
import type { Account, TransportError } from '../../alipay';
import { authenticate } from '../../credentials/authenticate';
import { issueCertificate, makeCertificateMaterial } from '../../sandbox/keys/certificate-authority';
import { makeSandboxKeys } from '../../sandbox/keys/test-account';
import { borrowEntityUpload, dataStateSync, formatIssue, readRow } from '../../zhima';
import type { Api } from '../../zhima';
import type { CellExample, Told, ToldOfRow } from './tables';

const NOW = new Date('2026-11-23T02:30:00Z');
const METHOD = borrowEntityUpload.method;

const pem = (key: ReturnType<typeof createPrivateKey>): string =>
	key.type === 'private'
		? key.export({ type: 'pkcs8', format: 'pem' }).toString()
		: key.export({ type: 'spki', format: 'pem' }).toString();

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

const ours = rsa(2048);
const alipays = rsa(2048);

/** A key of another algorithm by its number alone: nothing else of it is looked at. */
const privateKeyOf = (oid: string): string => {
	const identifier = Buffer.from(oid, 'hex');
	const algorithm = Buffer.concat([Buffer.from([0x30, identifier.length]), identifier]);
	const inside = Buffer.concat([Buffer.from('020100', 'hex'), algorithm, Buffer.from('040100', 'hex')]);
	return Buffer.concat([Buffer.from([0x30, inside.length]), inside]).toString('base64');
};

const SM2 = '06082a811ccf5501822d';
const DSA = '06072a8648ce380401';

const pemPair = ({ publicKey, privateKey }: ReturnType<typeof rsa>) => ({
	publicKey: pem(publicKey),
	privateKey: pem(privateKey),
});

const sequence = (inside: string): string =>
	Buffer.concat([Buffer.from([0x30, inside.length / 2]), Buffer.from(inside, 'hex')]).toString('base64');

const certificateRequest = sequence('300902010030003000a000' + '3000' + '0300');

const GOOD = {
	appId: '2014072300007148',
	privateKey: pem(ours.privateKey),
	alipayPublicKey: pem(alipays.publicKey),
};

type Settings = Readonly<Record<string, unknown>>;

const account = async (settings: Settings = {}): Promise<Account> =>
	await openAccount(settingsFrom({ ...GOOD, ...settings }), NOW);

const wrongKeys = (): Settings[] => {
	const body = pem(ours.privateKey);
	const encrypted = ours.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
	const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const der = Buffer.from(ours.privateKey.export({ type: 'pkcs1', format: 'der' }));
	der[100] ^= 0xff;
	return [
		'',
		'C:\\keys\\private.txt',
		'ssh-rsa AAAA',
		body.slice(0, 900),
		Buffer.concat([ours.privateKey.export({ type: 'pkcs8', format: 'der' }), Buffer.from([0])]).toString('base64'),
		'私钥',
		'aGVsbG8=',
		pem(ours.publicKey),
		encrypted.toString(),
		certificateRequest,
		pem(ec.privateKey),
		privateKeyOf(SM2),
		privateKeyOf(DSA),
		sequence('0201033000'),
		sequence('30003000' + '0300'),
		pem(rsa(1024).privateKey),
		der.toString('base64'),
	].map((privateKey) => ({ privateKey }));
};

const settingsAtFault = (): Settings[] => [
	...wrongKeys(),
	{ alipayPublicKey: pem(alipays.privateKey) },
	{ alipayPublicKey: pem(ours.publicKey) },
	{ appId: '' },
	{ appId: '你好' },
	{ contentEncryptionKey: 'short' },
	{ charset: 'latin1' },
	{ environment: 'custom', gatewayUrl: 'openapi.alipay.com' },
	{ environment: 'custom', gatewayUrl: 'http://openapi.alipay.com/gateway.do' },
	{ environment: 'custom', gatewayUrl: 'https://me:secret@openapi.alipay.com/gateway.do' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com/gateway.do#x' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com/gateway.do?app_id=1' },
];

/** Certificates of an account that works, with the key that the application's belongs to. */
const makeCertificates = () => {
	const keys = makeSandboxKeys();
	const material = makeCertificateMaterial(keys);
	const good: Settings = {
		...GOOD,
		keyMode: 'certificate',
		privateKey: material.app.privateKey,
		appCertificate: material.appFile,
		alipayCertificate: material.alipayFile,
		alipayRootCertificate: material.rootFile,
	};
	return { keys, material, good };
};

const certificatesAtFault = ({ keys, material, good }: ReturnType<typeof makeCertificates>): Settings[] => {
	const issue = (more: Partial<Parameters<typeof issueCertificate>[0]>) =>
		issueCertificate({ subject: '/C=CN/CN=App', issuer: material.intermediate, keys: keys.app, ...more }).certificate;
	const period = (from: string, to: string) => ({ notBefore: new Date(from), notAfter: new Date(to) });
	return [
		{ appCertificate: '' },
		{ appCertificate: 'C:\\keys\\appCertPublicKey.crt' },
		{ appCertificate: good.privateKey },
		{ appCertificate: pem(ours.publicKey) },
		{ appCertificate: certificateRequest },
		{ appCertificate: material.appFile.slice(0, 400) },
		{ appCertificate: '证书' },
		{ appCertificate: issue(period('2020-01-01T00:00:00Z', '2025-01-01T00:00:00Z')) },
		{ appCertificate: issue(period('2045-01-01T00:00:00Z', '2049-01-01T00:00:00Z')) },
		{ appCertificate: issueCertificate({ subject: '/CN=Other' }).certificate },
		{ alipayCertificate: material.appFile },
		{ alipayCertificate: issueCertificate({ subject: '/CN=Other' }).certificate },
		{ alipayCertificate: issueCertificate({ subject: '/CN=Short', keys: pemPair(rsa(1024)) }).certificate },
		{ alipayRootCertificate: material.alipayFile },
	].map((wrong) => ({ ...good, ...wrong }));
};

const toldBy = async (attempt: () => unknown): Promise<Told | undefined> => {
	try {
		await attempt();
		return undefined;
	} catch (error) {
		if (!(error instanceof AlipayError)) throw error;
		return { code: error.code, message: error.message, advice: error.description };
	}
};

/** Each told once: of several messages with one code those that differ. */
const distinct = <T extends Told>(all: ReadonlyArray<T | undefined>): T[] => [
	...new Map(
		all
			.filter((each): each is T => each !== undefined)
			.map((each) => [`${each.code} ${each.message}`, each]),
	).values(),
];

/** What is said of a credential that cannot be used. */
export const toldOfCredentials = async (): Promise<Told[]> => {
	const certificates = makeCertificates();
	const { good, material } = certificates;
	const now = new Date();
	const opened = await openAccount(settingsFrom(good), now);
	const fetched = { alipay_cert_content: Buffer.from(material.alipayFile).toString('base64') };
	return distinct(
		await Promise.all([
			...settingsAtFault().map((settings) => toldBy(() => account(settings))),
			...certificatesAtFault(certificates).map((settings) =>
				toldBy(() => openAccount(settingsFrom(settings), now)),
			),
			toldBy(() => trustCertificate(opened, 'another', fetched, now)),
			toldBy(() => trustCertificate(opened, 'another', {}, now)),
		]),
	);
};

const gateway = 'https://openapi.alipay.com/gateway.do';

/** What is said of a request in the HTTP Request node that cannot be signed. */
export const toldOfRequests = async (): Promise<Told[]> => {
	const credential = { ...GOOD };
	const request = (options: object) => () =>
		authenticate(credential, { url: gateway, ...options } as Parameters<typeof authenticate>[1]);
	return distinct(
		await Promise.all([
			toldBy(request({ url: 'gateway' })),
			toldBy(request({ url: 'https://example.com/gateway.do' })),
			toldBy(request({ body: Buffer.from('x') })),
			toldBy(request({ qs: { method: ['a', 'b'] } })),
			toldBy(request({ qs: { method: 'a.b' }, body: { method: 'a.c' } })),
			toldBy(request({ qs: {} })),
			toldBy(request({ qs: { method: '1' } })),
			toldBy(request({ qs: { method: 'a.b', sign: 'x' } })),
			toldBy(request({ qs: { method: 'a.b', '参数': 'x' } })),
			toldBy(async () => signRequest(await account({ charset: 'GBK' }), { method: METHOD, bizContent: '{"entity_name":"😀"}' }, NOW)),
		]),
	);
};

const FAILURES: readonly TransportError[] = [
	{ code: 'ECONNREFUSED' },
	{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
	{ code: 'CERT_HAS_EXPIRED' },
	{ timedOut: true },
	{ code: 'ECONNRESET' },
	{ httpStatus: 302 },
	{ httpStatus: 403 },
	{ httpStatus: 429 },
	{ httpStatus: 502 },
	{ cancelled: true },
	{},
];

const success = `{"code":"10000","msg":"Success"}`;
const responseName = `${METHOD.replaceAll('.', '_')}_response`;

const ANSWERS: readonly string[] = [
	'',
	'<html><body>Login</body></html>',
	`{"${responseName}":{"code":"100`,
	`{"${responseName}":${success},"${responseName}":${success},"sign":"eA=="}`,
	'{"other_response":{},"sign":"eA=="}',
	'[1]',
	`{"${responseName}":${'['.repeat(5_000)}${']'.repeat(5_000)},"sign":"eA=="}`,
	`{"${responseName}":${success}}`,
	`{"${responseName}":${success},"sign":"eA=="}`,
	`{"${responseName}":"eA==","sign":"eA=="}`,
	`{"${responseName}":{"msg":"Success"},"sign":"eA=="}`,
	`{"${responseName}":{"code":"10000","msg":"${'x'.repeat(2_000_000)}"}}`,
];

const verdictsOnAnswers = async (): Promise<Array<ToldOfRow | undefined>> => {
	const withKey = await account();
	const withoutKey = await account({ alipayPublicKey: '' });
	return ANSWERS.flatMap((response) =>
		[withKey, withoutKey].map((each) => {
			const opened = openResponse(each, METHOD, Buffer.from(response), undefined);
			const classification = classifyResponse(opened, borrowEntityUpload);
			return classification.code.startsWith('ERR_') ? { ...classification, advice: classification.description } : undefined;
		}),
	);
};

/** What is said where no answer came, or none that can be trusted. */
export const toldOfFailures = async (): Promise<ToldOfRow[]> =>
	distinct([
		...FAILURES.map((failure) => {
			const classification = classifyTransportError(failure);
			return { ...classification, advice: classification.description };
		}),
		...(await verdictsOnAnswers()),
		{
			...classifyResponse({ kind: 'otherCertificate', certSn: '' }, borrowEntityUpload),
			advice: classifyResponse({ kind: 'otherCertificate', certSn: '' }, borrowEntityUpload).description,
		},
	]);

const UPLOAD: Settings = {
	category_code: 'power_bank',
	entity_code: 'CAB-0001',
	entity_name: '爱心充电宝',
	longitude: '120.153576',
	latitude: '30.287459',
	collect_rent: 'Y',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2017-01-01 15:34:38',
};

const SYNC: Settings = {
	user_id: '2088102146225135',
	out_biz_no: 'ORDER-1',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: '{"buyCnt":3}',
};

type Cell = readonly [api: Api, name: string, value: unknown];

const UNDERSTOOD: readonly Cell[] = [
	[borrowEntityUpload, 'category_code', '充电宝'],
	[borrowEntityUpload, 'can_borrow', '是'],
	[borrowEntityUpload, 'can_borrow', false],
	[borrowEntityUpload, 'collect_rent', '✗'],
	[borrowEntityUpload, 'can_borrow_cnt', '1,200'],
	[borrowEntityUpload, 'can_borrow_cnt', '１２'],
	[borrowEntityUpload, 'longitude', '120°9′12.87″E'],
	[borrowEntityUpload, 'latitude', 30.287459],
	[borrowEntityUpload, 'office_hours_desc', '9:00—22:00'],
	[borrowEntityUpload, 'office_hours_desc', '24小时'],
	[borrowEntityUpload, 'contact_number', '+86 138 0013 8000'],
	[borrowEntityUpload, 'upload_time', '2017-01-01T07:34:38Z'],
	[borrowEntityUpload, 'upload_time', '2017/1/1 15:34'],
	[borrowEntityUpload, 'upload_time', 42736.65],
	[dataStateSync, 'category_code', '电影'],
	[dataStateSync, 'biz_data', '"{\\"buyCnt\\":3}"'],
];

const COMPLAINED: readonly Cell[] = [
	[borrowEntityUpload, 'entity_name', ''],
	[borrowEntityUpload, 'entity_name', '这个名称实在是太长了所以一定超过了文档规定的最大长度'],
	[borrowEntityUpload, 'entity_code', 2.01609e27],
	[borrowEntityUpload, 'category_code', '自行车'],
	[borrowEntityUpload, 'can_borrow', 'maybe'],
	[borrowEntityUpload, 'can_borrow_cnt', '12.5'],
	[borrowEntityUpload, 'can_borrow_cnt', '-1'],
	[borrowEntityUpload, 'latitude', '91'],
	[borrowEntityUpload, 'office_hours_desc', '白天'],
	[borrowEntityUpload, 'contact_number', '12345'],
	[borrowEntityUpload, 'upload_time', '03/04/2017'],
	[borrowEntityUpload, 'upload_time', '2017-02-30'],
	[dataStateSync, 'user_id', '12345'],
	[dataStateSync, 'biz_data', '{"buyCnt":3,}'],
];

const shown = (value: unknown): string => (value === '' ? ' ' : String(value));

const readCell = ([api, name, value]: Cell) =>
	readRow(api, { ...(api === borrowEntityUpload ? UPLOAD : SYNC), [name]: value }, { now: NOW });

const fits = (cell: Cell, ok: boolean) => {
	const reading = readCell(cell);
	if (reading.ok === ok) return reading;
	throw new Error(`${cell[1]} = ${shown(cell[2])} was ${ok ? 'not understood' : 'taken'}; choose another example`);
};

/** Cells that are understood, with what is sent for them. */
export const understoodCells = (): CellExample[] =>
	UNDERSTOOD.map((cell) => {
		const reading = fits(cell, true);
		const [, name, value] = cell;
		return { name, cell: shown(value), result: reading.ok ? reading.content[name] : '' };
	});

/** Cells that are not, with what is said of them. */
export const complainedCells = (): CellExample[] =>
	COMPLAINED.map((cell) => {
		const reading = fits(cell, false);
		const [, name, value] = cell;
		const result = reading.ok ? '' : reading.issues.map(formatIssue).join(' ');
		return { name, cell: shown(value), result };
	});

