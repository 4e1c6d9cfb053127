import { compareEcho, withoutEcho } from '../../../alipay/response/invalid-signature';

describe('the string that the gateway says it checked', () => {
	const OURS = 'app_id=1&biz_content={"a":"<b>\'&app_id=2"}&charset=utf-8&method=a.b&sign_type=RSA2&timestamp=t';
	const compare = (echoed: string, mark = '，网关生成的验签字符串为：') => compareEcho(`验签出错${mark}${echoed}`, OURS);
	const escaped = OURS.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');

	test.each(['，网关生成的验签字符串为：', ',网关生成的验签字符串为:', '网关生成的验签字符串为 :', '验签字符串为：', ' 验签字符串为: '])(
		'after %j, escaped or not',
		(mark) => {
			expect(compare(OURS, mark)).toEqual({ kind: 'equal' });
			expect(compare(escaped, mark)).toEqual({ kind: 'equal' });
			expect(withoutEcho(`验签出错${mark}${OURS}`).trim()).toBe('验签出错');
		},
	);

	test.each(['&apos;', '&#39;', '&#x27;', "'"])('with %s for an apostrophe', (entity) => {
		expect(compare(escaped.replaceAll('&#39;', entity))).toEqual({ kind: 'equal' });
	});

	test('with &#34; for quotes', () => {
		expect(compare(escaped.replaceAll('&quot;', '&#34;'))).toEqual({ kind: 'equal' });
	});

	test('what was signed with entities in it is equal to itself', () => {
		const ours = 'app_id=1&biz_content={"a":"&amp;"}';
		expect(compareEcho(`验签字符串为：${ours}`, ours)).toEqual({ kind: 'equal' });
		expect(compareEcho(`验签字符串为：${ours} `, ` ${ours}`)).toEqual({ kind: 'equal' });
	});

	test('none', () => {
		for (const nothing of ['', '验签出错', '验签字符串为', '验签字符串为：', '验签字符串为： \n']) {
			expect(compareEcho(nothing, OURS)).toEqual({ kind: 'none' });
		}
	});

	test('cut short', () => {
		expect(compare(OURS.slice(0, -1))).toEqual({ kind: 'cutShort' });
		expect(compare('a')).toEqual({ kind: 'cutShort' });
	});

	test.each([
		['app_id', 1],
		['charset', 3],
		['method', 2],
		['sign_type', 4],
		['timestamp', 1],
	])('different in %s, at character %i', (parameter, position) => {
		const at = OURS.indexOf(`&${parameter}=`) < 0 ? parameter.length + 1 : OURS.lastIndexOf(`&${parameter}=`) + parameter.length + 2;
		const place = parameter === 'app_id' ? 7 : at;
		const index = place + position - 1;
		expect(compare(`${OURS.slice(0, index)}?${OURS.slice(index + 1)}`)).toEqual({ kind: 'different', parameter, position });
	});

	test('a place at the beginning of a parameter, and one behind the end', () => {
		expect(compare(`x${OURS}`)).toEqual({ kind: 'different', parameter: 'app_id', position: 1 });
		expect(compare(OURS.replace('&charset', '#charset'))).toMatchObject({ kind: 'different', position: 1, parameter: 'charset' });
		expect(compare(`${OURS}x`)).toEqual({ kind: 'different', parameter: 'timestamp', position: 2 });
	});

	test.each(['alipay_root_cert_sn', 'app_auth_token', 'app_cert_sn', 'biz_content', 'encrypt_type', 'format', 'version'])('%s is a name of the protocol', (name) => {
		const ours = `app_id=1&${name}=abc`;
		expect(compareEcho(`验签字符串为：app_id=1&${name}=abx`, ours)).toEqual({ kind: 'different', parameter: name, position: 3 });
	});

	test('without a name of the protocol, the place is counted from the beginning', () => {
		expect(compareEcho('验签字符串为：ax', 'ab')).toEqual({ kind: 'different', parameter: '', position: 2 });
	});
});
