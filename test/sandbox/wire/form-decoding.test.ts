/** Forms and queries, read as Java's URLDecoder reads them and as other servers do. */
import { readPairs, readValue, type RawPair } from '../../../sandbox/wire/form-decoding';
import { call, encodeAsJava, response, startSandbox, uploadContent } from '../client';

const percentEncode = (bytes: Buffer): string =>
	bytes.toString('hex').toUpperCase().replace(/../g, '%$&');

const pairsOf = (text: string): RawPair[] | undefined => readPairs(Buffer.from(text, 'latin1'));

test('a form is split and percent-decoded into bytes', () => {
	const read = (text: string): [string, string][] | undefined =>
		pairsOf(text)?.map(({ name, value }) => [name, value.toString('latin1')]);
	expect(read('a=1&b=%C4%e3+%2B&c&=d&&e=f=g')).toEqual([
		['a', '1'],
		['b', '\xc4\xe3 +'],
		['c', ''],
		['', 'd'],
		['e', 'f=g'],
	]);
	for (const broken of ['a=%', 'a=%4', 'a=%zz', '%=1', 'a=%-1']) expect(read(broken)).toBeUndefined();
});

// What java.net.URLDecoder gives, and what Tomcat, Jetty and PHP do.
test.each([
	['%E9%46', 'GBK', '镕', '镕'],
	['%E9F', 'GBK', '\ufffdF', '镕'],
	['%e9%46F', 'GBK', '镕F', '镕F'],
	['%E9F%41', 'GBK', '\ufffdFA', '镕A'],
	['%E9F%E9%46', 'GBK', '\ufffdF镕', '镕镕'],
	['a%E9', 'GBK', 'a\ufffd', 'a\ufffd'],
	['%E9+', 'GBK', '\ufffd ', '\ufffd '],
	['\xe9%46', 'GBK', '\ufffdF', '镕'],
	['\xe9F', 'GBK', '镕', '镕'],
	['\xe9F%E9%46', 'GBK', '镕镕', '镕镕'],
	['%A2%E3', 'GBK', '€', '€'],
	['%c4%E3+%2B', 'GB2312', '你 +', '你 +'],
	['%E4%BD%A0+a', 'utf-8', '你 a', '你 a'],
	['', 'GBK', '', ''],
] as const)('%s in %s', (encoded, charset, strict, lenient) => {
	const [pair] = pairsOf(`v=${encoded}`) ?? [];
	expect(readValue(pair, charset, 'strict')).toBe(strict);
	expect(readValue(pair, charset, 'lenient')).toBe(lenient);
});

test.each([
	['%E9%46', 'strict', '10000'],
	['%E9%46', 'lenient', '10000'],
	['%E9F', 'strict', '40002'],
	['%E9F', 'lenient', '10000'],
] as const)('镕 sent as %s to a gateway that is %s gets the code %s', async (sent, formDecoding, code) => {
	const own = await startSandbox({ formDecoding });
	const content = uploadContent({ entity_name: '镕' });
	const encoded = encodeURIComponent(JSON.stringify({ ...content, entity_name: '#' }));
	const inGbk = encoded
		.replace(/(%[89A-F][0-9A-F])+/g, (run) => percentEncode(encodeAsJava(decodeURIComponent(run), 'GBK')))
		.replace('%23', sent);
	const reply = await call(own, {
		charset: 'GBK',
		content,
		rawBody: Buffer.from(`biz_content=${inGbk}`, 'latin1'),
	});
	expect(response(reply).code).toBe(code);
	if (code !== '10000') expect(response(reply).sub_code).toBe('isv.invalid-signature');
	await own.gateway.close();
});
