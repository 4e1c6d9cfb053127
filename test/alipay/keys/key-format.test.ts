/** What form of key, or which fault, a pasted text is read as. */
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { AlipayError, openAccount } from '../../../alipay';
import { readCertificateTexts, readKeyText } from '../../../alipay/keys/key-format';
import { certificateSn, isSignedWithRsa } from '../../../alipay/certificates/certificate-sn';
import { alipay, app, bare, NOW, privatePem, publicPem, rsaPair, settings } from './keys-fixture';

const formOf = (text: string): string => {
	const read = readKeyText(text);
	return typeof read === 'string' ? read : `${read.form} ${read.algorithm}`.trim();
};
const hexOf = (...parts: readonly string[]): string => parts.join('');
/** A DER value: tag, length below 128, content. */
const der = (tag: string, content = ''): string =>
	hexOf(tag, (content.length / 2).toString(16).padStart(2, '0'), content);
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

const RSA = '06092a864886f70d010101';
const EC = '06072a8648ce3d0201';
const P256 = '06082a8648ce3d030107';
const SM2 = '06082a811ccf5501822d';
const OTHER = '06032a0304';
const INTEGER = '020101';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sec1 = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString();

describe('the form follows from the ASN.1, not from the heading', () => {
	test.each<[string, string, string]>([
		['nine integers and more', der('30', INTEGER.repeat(9)), 'pkcs1Private RSA'],
		['ten', der('30', INTEGER.repeat(10)), 'pkcs1Private RSA'],
		['eight integers', der('30', INTEGER.repeat(8)), 'notAKey'],
		['two integers', der('30', INTEGER.repeat(2)), 'pkcs1Public RSA'],
		['three integers', der('30', INTEGER.repeat(3)), 'notAKey'],
		['nine integers behind something', der('30', der('04') + INTEGER.repeat(9)), 'notAKey'],
		['PKCS#8 of RSA', der('30', INTEGER + der('30', RSA) + der('04')), 'pkcs8Private RSA'],
		['PKCS#8 of EC', der('30', INTEGER + der('30', EC + P256) + der('04')), 'pkcs8Private EC'],
		['PKCS#8 of SM2', der('30', INTEGER + der('30', EC + SM2) + der('04')), 'pkcs8Private SM2'],
		['PKCS#8 of SM2 by itself', der('30', INTEGER + der('30', SM2) + der('04')), 'pkcs8Private SM2'],
		['PKCS#8 of another', der('30', INTEGER + der('30', OTHER) + der('04')), 'pkcs8Private'],
		['PKCS#8 of EC without parameters', der('30', INTEGER + der('30', EC) + der('04')), 'pkcs8Private EC'],
		['PKCS#8 of EC with other parameters', der('30', INTEGER + der('30', EC + INTEGER) + der('04')), 'pkcs8Private EC'],
		['PKCS#8 of nothing', der('30', INTEGER + der('30') + der('04')), 'pkcs8Private'],
		['PKCS#8 of no object identifier', der('30', INTEGER + der('30', INTEGER) + der('04')), 'pkcs8Private'],
		['PKCS#8 with attributes', der('30', INTEGER + der('30', RSA) + der('04') + der('a0')), 'pkcs8Private RSA'],
		['one more before', der('30', INTEGER + INTEGER + der('30', RSA) + der('04')), 'notAKey'],
		['SEC1', der('30', INTEGER + der('04') + der('a0', P256)), 'ecPrivate EC'],
		['SEC1 of SM2', der('30', INTEGER + der('04') + der('a0', SM2)), 'ecPrivate SM2'],
		['SEC1 without a curve', der('30', INTEGER + der('04')), 'ecPrivate EC'],
		['SEC1 with an empty curve', der('30', INTEGER + der('04') + der('a0')), 'ecPrivate EC'],
		['SEC1 with a curve that is no name', der('30', INTEGER + der('04') + der('a0', INTEGER)), 'ecPrivate EC'],
		['SEC1 whose public half comes first', der('30', INTEGER + der('04') + der('a1', SM2) + der('a0', P256)), 'ecPrivate EC'],
		['SPKI of RSA', der('30', der('30', RSA) + der('03')), 'spkiPublic RSA'],
		['SPKI of SM2', der('30', der('30', EC + SM2) + der('03')), 'spkiPublic SM2'],
		['encrypted', der('30', der('30', RSA) + der('04')), 'encryptedPrivate'],
		['a certificate', der('30', der('30', der('a0') + INTEGER + der('30')) + der('30') + der('03')), 'certificate'],
		['a certificate of the first version', der('30', der('30', INTEGER + der('30').repeat(5)) + der('30') + der('03')), 'certificate'],
		['a request', der('30', der('30', INTEGER + der('30').repeat(2) + der('a0')) + der('30') + der('03')), 'certificateRequest'],
		['a key store', der('30', INTEGER + der('30', OTHER) + der('30')), 'keyStore'],
		['an object identifier', der('30', OTHER), 'notAKey'],
		['nothing', der('30'), 'notAKey'],
		['a number', INTEGER, 'notAKey'],
	])('%s', (_, hex, form) => {
		expect(formOf(base64(hex))).toBe(form);
		expect(formOf(`-----BEGIN PUBLIC KEY-----\n${base64(hex)}\n-----END PUBLIC KEY-----`)).toBe(form);
	});

	test.each([
		['3005020101', 'cutShort'],
		['30820101', 'cutShort'],
		['3080', 'cutShort'],
		['30030201010500', 'tooLong'],
	])('%s is %s', (hex, fault) => expect(formOf(base64(hex))).toBe(fault));
});

describe('a text without a key', () => {
	test.each([
		['', 'empty'],
		[' \n"" ', 'empty'],
		['x'.repeat(100_001), 'tooLong'],
		[' '.repeat(100_001), 'empty'],
		['ssh-rsa AAAA', 'ssh'],
		['-----BEGIN OPENSSH PRIVATE KEY-----', 'ssh'],
		['b3BlbnNzaC1rZXktdjEAAAA', 'ssh'],
		['PuTTY-User-Key-File-3: ssh-rsa', 'ssh'],
		['C:\\keys\\a', 'path'],
		['c:/keys/a', 'path'],
		['C:\\rsa\\new', 'path'],
		['"D:\\keys\\rsa\\应用私钥-敏感数据，请妥善保管.txt"', 'path'],
		[`C:\\${'a'.repeat(300)}`, 'path'],
		['C:\\a.pem\nC:\\b.pem', 'path'],
		['%USERPROFILE%\\keys\\rsa', 'path'],
		['$HOME/keys/a', 'path'],
		['\\\\server\\a', 'path'],
		['~/a', 'path'],
		['./a', 'path'],
		['../a', 'path'],
		['/a', 'path'],
		['file:a', 'path'],
		...['pem', 'key', 'txt', 'crt', 'cer', 'der', 'p12', 'pfx', 'jks', 'PUB'].map((ending) => [`a.${ending}`, 'path']),
		['a.pems', 'notBase64'],
		['1:/a', 'notAKey'],
		['xfile:a', 'notAKey'],
		[`${'a'.repeat(252)}.pem`, 'path'],
		[`${'a'.repeat(253)}.pem`, 'notBase64'],
		['a\nb.pem', 'notBase64'],
		['MII!', 'notBase64'],
		['TUlJ', 'notAKey'],
		['应用私钥', 'notBase64'],
	])('%j: %s', (text, fault) => expect(formOf(text)).toBe(fault));

	test('finds a key in a text of 100,000 characters', () => {
		expect(formOf(bare(privatePem(app)).padStart(100_000))).toBe('pkcs8Private RSA');
	});
});

describe('a key with other text around it', () => {
	const key = bare(privatePem(app));
	const pem = privatePem(app);
	const PRIVATE = 'pkcs8Private RSA';

	test.each([
		['quotes', `"${key}"`],
		['Chinese quotes and a comma', `“${key}”,`],
		['marks without width', `\ufeff${key.slice(0, 50)}\u200b${key.slice(50)}\u00ad`],
		['full width', key.replace('A', 'Ａ')],
		['blanks and breaks', ` ${key.slice(0, 9)}  ${key.slice(9, 99)}\r\n\r\n\t${key.slice(99)} `],
		['written breaks', pem.replaceAll('\n', '\\n')],
		['breaks written twice', pem.replaceAll('\n', '\\\\r\\\\n')],
		['breaks as web pages write them', pem.replaceAll('\n', '&#10;')],
		...['&#13;', '&#xa;', '&#xd;', '&#x0a;', '&#x0D;', '&nbsp;', '<br>', '<br/>', '<br />', '<BR>'].map((mark) => [mark, pem.replaceAll('\n', mark)]),
		['as addresses write it', encodeURIComponent(pem)],
		['as forms write it', pem.replaceAll('+', '%2b').replaceAll('/', '%2F').replaceAll('=', '%3d').replaceAll('\n', '%0D%0A').replaceAll(' ', '%20')],
		['letters that files may hold', key.replaceAll('+', '-').replaceAll('/', '_')],
		['long dashes', pem.replaceAll('-', '—')],
		['dashes of other kinds', pem.replaceAll('-----BEGIN', '━━─⁃−BEGIN').replace('⁃', '‐')],
		['no dashes', pem.replaceAll('-', '')],
		['small letters in its heading', pem.replace('BEGIN PRIVATE KEY', 'begin private key')],
		['a heading without an end', pem.replace(/-----END.*/, '')],
		['base64 twice', Buffer.from(pem).toString('base64')],
		['a name before it', `private_key=${key}`],
		['the JSON it is a member of', JSON.stringify({ appId: '1', privateKey: key, n: 2 })],
		['a name and a break before it', `应用私钥：\n${key}`],
		['lines of headers', pem.replace('KEY-----\n', 'KEY-----\nX-Name: a:b\nComment-2: \n\n')],
		['parameters of a curve before it', `-----BEGIN EC PARAMETERS-----\n${base64(P256)}\n-----END EC PARAMETERS-----\n${pem}`],
		['words before', `my key\n${pem}`],
	])('%s', (_, text) => expect(formOf(text)).toBe(PRIVATE));

	test('takes the first block of a wanted form, else the first block', () => {
		const both = publicPem(alipay) + pem;
		expect(formOf(both)).toBe('spkiPublic RSA');
		expect(readKeyText(both, ['pkcs8Private'])).toMatchObject({ form: 'pkcs8Private' });
		expect(readKeyText(both, ['certificate'])).toMatchObject({ form: 'spkiPublic' });
		expect(readKeyText(`${JSON.stringify({ a: bare(publicPem(alipay)), b: key })}`, ['pkcs8Private'])).toMatchObject({ form: 'pkcs8Private' });
	});

	test('refuses two keys without anything between them', () => {
		expect(formOf(`key=${key}${key}`)).toBe('notBase64');
	});

	test('does not take text that only begins like a key', () => {
		expect(formOf(`key=MI${'A'.repeat(98)}`)).toBe('notBase64');
		expect(formOf(`key=${key.slice(0, 99)}`)).toBe('notBase64');
	});

	test.each([
		[pem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE')],
		[pem.replace('KEY-----\n', 'KEY-----\nProc-Type: 4,ENCRYPTED\n')],
		[pem.replace('KEY-----\n', 'KEY-----\nProc-Type:4, ENCRYPTED\n')],
		[app.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()],
		[app.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()],
	])('reads a key with a password as encrypted', (text) => expect(formOf(text)).toBe('encryptedPrivate'));
});

describe('a file of certificates', () => {
	const [one] = readCertificateTexts(publicPem(app));

	test('reads no text, a path and too much text as such', () => {
		expect(readCertificateTexts(' \n')).toEqual([]);
		expect(readCertificateTexts('/a/b.crt')).toEqual(['path']);
		expect(readCertificateTexts('a.crt')).toEqual(['path']);
		expect(readCertificateTexts('C:\\rsa\\root')).toEqual(['path']);
		expect(readCertificateTexts(`${'a'.repeat(252)}.crt`)).toEqual(['path']);
		expect(readCertificateTexts(`${'a'.repeat(253)}.crt`)).toEqual(['notBase64']);
		expect(readCertificateTexts('x'.repeat(100_001))).toEqual(['tooLong']);
		expect(readCertificateTexts('x'.repeat(99_999))).not.toEqual(['tooLong']);
		expect(readCertificateTexts(' '.repeat(100_000))).toEqual([]);
	});

	test('reads each block by itself, in order', () => {
		const read = readCertificateTexts(`${publicPem(app)}x${privatePem(app)}\n${publicPem(app).slice(0, 100)}`);
		expect(read.map((each) => (typeof each === 'string' ? each : each.form))).toEqual(['spkiPublic', 'pkcs8Private', 'cutShort']);
		expect(read[0]).toEqual(one);
	});

	test.each([
		'3000',
		der('30', der('30') + der('30')),
		der('30', der('30', INTEGER + der('30')) + der('30', RSA) + der('03')),
		der('30', der('30', OTHER + der('30') + der('30')) + der('30', RSA) + der('03')),
		der('30', der('30', INTEGER + der('30') + der('30')) + der('30', INTEGER) + der('03')),
		der('30', der('30', INTEGER + der('30') + der('30'))),
	])('%s is no certificate', (hex) => {
		expect(certificateSn(Buffer.from(hex, 'hex'))).toBeUndefined();
		expect(isSignedWithRsa(Buffer.from(hex, 'hex'))).toBe(false);
	});

	test('an issuer with an attribute that has no value counts it as empty', () => {
		const with_ = (issuer: string) =>
			certificateSn(Buffer.from(der('30', der('30', INTEGER + der('30') + der('30', issuer)) + der('30', RSA) + der('03')), 'hex'));
		const attribute = (content: string) => der('31', der('30', content));
		const name = attribute(hexOf('0603550403', der('0c', '61')));
		expect(with_(name)).toMatch(/^[0-9a-f]{32}$/);
		expect(with_(attribute('0603550403') + name)).toMatch(/^[0-9a-f]{32}$/);
		expect(with_(attribute('0603550403') + name)).not.toBe(with_(name));
		expect(with_(attribute('0603550403') + name)).toBe(with_(attribute('') + name));
	});
});

describe('messages about a key of another kind', () => {
	const refusal = async (changed: object): Promise<AlipayError> => {
		try {
			await openAccount(settings(changed), NOW);
		} catch (error) {
			if (error instanceof AlipayError) return error;
			throw error;
		}
		throw new Error('the settings were accepted');
	};
	const pemOf = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ type, format: 'pem' } as { type: 'spki'; format: 'pem' }).toString();

	test.each([
		['an EC key', { privateKey: sec1 }, 'ERR_KEY_EC', '"Private Key" is an EC key'],
		['an EC key in PKCS#8', { privateKey: pemOf(ec.privateKey, 'pkcs8') }, 'ERR_KEY_EC', '"Private Key" is an EC key'],
		['an EC key for Alipay’s', { alipayPublicKey: pemOf(ec.publicKey, 'spki') }, 'ERR_KEY_EC', '"Alipay Public Key" is an EC key'],
		['Ed25519', { privateKey: pemOf(generateKeyPairSync('ed25519').privateKey, 'pkcs8') }, 'ERR_KEY_NOT_RSA', '"Private Key" isn\'t an RSA key'],
		['1024 bits', { privateKey: privatePem(rsaPair(1024)) }, 'ERR_KEY_TOO_SHORT', 'has 1024 bits; RSA2 needs at least 2048'],
		['the own key', { alipayPublicKey: publicPem(app) }, 'ERR_ALIPAY_KEY_IS_OWN', '"Alipay Public Key" contains your app\'s own public key'],
		['a public key as the private one', { privateKey: publicPem(app) }, 'ERR_PRIVATE_KEY_IS_PUBLIC', 'private key'],
	])('%s', async (_, changed, code, words) => {
		const error = await refusal(changed);
		expect(error).toMatchObject({ code, field: Object.keys(changed)[0] });
		expect(error.message).toContain(words);
		expect(error.description).toMatch(/\w/);
	});

	test('the advice on algorithm and length depends on the field', async () => {
		const short = publicPem(rsaPair(1024));
		expect((await refusal({ privateKey: sec1 })).description).toMatch(/^Create a 2048-bit RSA key pair/);
		expect((await refusal({ privateKey: privatePem(rsaPair(1024)) })).description).toMatch(/^Create a 2048-bit key pair/);
		expect((await refusal({ alipayPublicKey: pemOf(ec.publicKey, 'spki') })).description).toMatch(/^Copy Alipay's RSA public key/);
		expect((await refusal({ alipayPublicKey: short })).description).toMatch(/^Copy the Alipay public key for RSA2/);
	});

	test('RSA accepts 1024 bits', async () => {
		expect((await openAccount(settings({ privateKey: privatePem(rsaPair(1024)), signType: 'RSA' }), NOW)).signType).toBe('RSA');
	});
});
