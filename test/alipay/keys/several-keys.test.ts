/** A text with more than one key: which is meant cannot be known. One key in two forms is one key. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';

import { AlipayError, openAccount } from '../../../alipay';
import { makeCertificate, nameParts } from '../certificates/certificate-fixture';
import { alipay, app, bare, NOW, privatePem, publicPem, rsaPair, settings } from './keys-fixture';
import type { Pair } from './keys-fixture';

const others = [rsaPair(), rsaPair()];
const [other, third] = others;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sm2 = execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'], {
	encoding: 'utf8',
});
const encrypted = other.privateKey
	.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
	.toString();
const wrapped = (text: string): string => bare(text).replace(/.{64}/g, '$&\n');

const resultOf = async (changed: object): Promise<string> =>
	await openAccount(settings(changed), NOW).then(
		({ privateKey, alipayPublicKey }) => {
			expect(privateKey.equals(app.privateKey)).toBe(true);
			expect(alipayPublicKey?.equals(alipay.publicKey)).toBe(true);
			return 'opens';
		},
		(error: unknown) => (error instanceof AlipayError ? `${error.code} ${error.message}` : String(error)),
	);
const several = (count: number) => `ERR_KEY_SEVERAL "Private Key" contains ${count} private keys`;
const severalPublic = (count: number) => `ERR_KEY_SEVERAL "Alipay Public Key" contains ${count} public keys`;

const pem = privatePem(app);
const key = bare(pem);

describe('"Private Key"', () => {
	it.each<[string, string, string]>([
		['two in JSON', JSON.stringify({ a: key, b: bare(privatePem(other)) }), several(2)],
		['three in JSON', JSON.stringify({ apps: [app, other, third].map((each) => bare(privatePem(each, 'pkcs1'))) }, null, 2), several(3)],
		['two PEM texts in JSON', JSON.stringify({ a: pem, b: privatePem(other) }), several(2)],
		['a PEM text and bare base64 in JSON', JSON.stringify({ a: pem, b: bare(privatePem(other)) }), several(2)],
		['a PEM text and bare base64 in JSON, the other way round', JSON.stringify({ a: key, b: privatePem(other) }), several(2)],
		['two PEM texts', pem + privatePem(other), several(2)],
		['two PEM texts, PKCS#1 and PKCS#8', pem + privatePem(other, 'pkcs1'), several(2)],
		['two PEM texts with words between', `prod:\n${pem}\n\ntest:\n${privatePem(other)}`, several(2)],
		['two lines', `${key}\n${bare(privatePem(other))}`, several(2)],
		['two lines of PKCS#1', `${bare(privatePem(app, 'pkcs1'))}\n${bare(privatePem(other, 'pkcs1'))}\n`, several(2)],
		['two, wrapped, with an empty line between', `${wrapped(pem)}\n\n${wrapped(privatePem(other))}\n`, several(2)],
		['three, wrapped, of both kinds', [pem, privatePem(other, 'pkcs1'), privatePem(third)].map(wrapped).join('\r\n'), several(3)],
		['one, wrapped, twice', `${wrapped(pem)}\n\n${wrapped(pem)}`, 'opens'],
		['two, wrapped, without their padding', [pem, privatePem(other)].map((each) => wrapped(each).replace(/=+$/, '')).join('\n'), several(2)],
		['a private key and a public one, wrapped', `${wrapped(pem)}\n\n${wrapped(publicPem(app))}`, 'opens'],
		['two lines with names', `prod=${key}\ntest=${bare(privatePem(other))}`, several(2)],
		['two lines with names and colons', `prod: ${key}\ntest: ${bare(privatePem(other))}`, several(2)],
		['an environment file', `A="${pem.replaceAll('\n', '\\n')}"\nB="${privatePem(other).replaceAll('\n', '\\n')}"`, several(2)],
		['base64 of two PEM texts', Buffer.from(pem + privatePem(other)).toString('base64'), several(2)],
		['two and their public halves', JSON.stringify([app, other].map((each) => [bare(privatePem(each)), bare(publicPem(each))])), several(2)],
		['an RSA and an EC key', pem + ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(), several(2)],
		['an RSA and an SM2 key', sm2 + pem, several(2)],
		['one in two forms', pem + privatePem(app, 'pkcs1'), 'opens'],
		['one in two forms in JSON', JSON.stringify({ java: key, other: bare(privatePem(app, 'pkcs1')) }), 'opens'],
		['one in two lines', `${key}\n${key}`, 'opens'],
		['one as PEM and as bare base64', JSON.stringify({ a: pem, b: key }), 'opens'],
		['one with several public keys', JSON.stringify({ a: key, b: bare(publicPem(app)), c: bare(publicPem(alipay)) }), 'opens'],
		['one, wrapped, between names', `private key:\n${wrapped(pem)}\n: end`, 'opens'],
		['one and another with a password', pem + encrypted, 'opens'],
	])('%s', async (_, privateKey, result) => {
		expect(await resultOf({ privateKey })).toBe(result);
	});

	it('refuses keys pasted right after each other, with any padding', async () => {
		const pairs = [app, other, third];
		const written = pairs.flatMap((pair) => [bare(privatePem(pair)), bare(privatePem(pair, 'pkcs1'))]);
		const ended = written.map((each) => each.replace(/=+$/, '')).flatMap((each) => [each, `${each}=`, `${each}==`]);
		for (const first of [...written, ...ended]) {
			expect(await resultOf({ privateKey: first + key })).toMatch(/^ERR_KEY_/);
		}
	});

	it.each([3, 4, 5, 6, 7, 8])('refuses other characters in place of the length of a key (from character %i on)', async (at) => {
		const damaged = `${key.slice(0, at)}${'…·!?'.repeat(3)}${key.slice(at)}`;
		for (const privateKey of [damaged, `${damaged}\n${key}`, `${key}\n${damaged}`, `MIIC${'中'.repeat(200)}`]) {
			expect(await resultOf({ privateKey })).toMatch(/^ERR_KEY_|^opens$/);
		}
		expect(await resultOf({ privateKey: damaged })).toMatch(/^ERR_KEY_/);
	});

	it('says what to do', async () => {
		await expect(openAccount(settings({ privateKey: pem + privatePem(other) }), NOW)).rejects.toMatchObject({
			field: 'privateKey',
			description: expect.stringContaining('Paste only the private key that belongs to this App ID') as string,
		});
	});

	it('any number in any form and order is counted', async () => {
		const pairs = [app, ...others];
		const form = fc.constantFrom<(pair: Pair) => string>(
			(pair) => privatePem(pair),
			(pair) => privatePem(pair, 'pkcs1'),
			(pair) => bare(privatePem(pair)),
			(pair) => bare(privatePem(pair, 'pkcs1')),
		);
		const entries = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), form), { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(entries, async (chosen) => {
				const privateKey = JSON.stringify(Object.fromEntries(chosen.map(([at, write], n) => [`key${n}`, write(pairs[at])])));
				const count = new Set(chosen.map(([at]) => at)).size;
				if (count > 1) expect(await resultOf({ privateKey })).toBe(several(count));
				else expect(await openAccount(settings({ privateKey }), NOW)).toHaveProperty('appId');
			}),
			{ numRuns: 60 },
		);
	});
});

describe('"Alipay Public Key"', () => {
	const one = bare(publicPem(alipay));
	const caPair = rsaPair();
	const CA = nameParts('CN=CA');
	const leaf = makeCertificate({ pair: alipay, issuer: CA, issuerPair: caPair });
	const ca = makeCertificate({ pair: caPair, subject: CA });
	const foreign = makeCertificate({ pair: other, subject: nameParts('CN=other') });

	it.each<[string, string, string]>([
		['two in JSON', JSON.stringify({ app: bare(publicPem(app)), alipay: one }), severalPublic(2)],
		['three PEM texts', [alipay, other, third].map((each) => publicPem(each)).join(''), severalPublic(3)],
		['two lines', `${one}\n${bare(publicPem(other))}`, severalPublic(2)],
		['a key and a certificate of another', publicPem(alipay) + foreign, severalPublic(2)],
		['two certificates that are not one chain', leaf + foreign, severalPublic(2)],
		['three, wrapped, with empty lines between', [alipay, other, third].map((each) => wrapped(publicPem(each))).join('\n\n'), severalPublic(3)],
		['one in two forms', publicPem(alipay) + publicPem(alipay, 'pkcs1'), 'opens'],
		['one as a key and as a certificate', publicPem(alipay) + leaf, 'opens'],
		['a certificate and its intermediate', leaf + ca, 'opens'],
		['an intermediate and its certificate', ca + leaf, 'opens'],
		['one beside a private key', pem + publicPem(alipay), 'opens'],
	])('%s', async (_, alipayPublicKey, result) => {
		expect(await resultOf({ alipayPublicKey })).toBe(result);
	});
});
