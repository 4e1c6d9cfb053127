/** No digit is lost between what comes in and what is sent: it arrives to the letter, or the row is refused. */
import { sync, upload } from './calls';
import type { CallUnderTest } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type Json = Record<string, unknown>;

const COLUMNS = { inputMode: 'columns' };
const LOST = /may have been lost|were lost/;

/** What the gateway received of each row, or why the row was not sent. */
async function send(call: CallUnderTest, parameters: object, rows: readonly Json[]) {
	const { outputs, error } = await runWorkflow({
		rows,
		node: { type: call.type, parameters, onError: 'continueRegularOutput' },
		credential: site.credential(),
	});
	expect(error).toBeUndefined();
	const refused = outputs[0].map(({ json }) => (json as { error?: { message?: string; description?: string } }).error);
	return {
		received: site.gateway.requests.map(({ bizContent }) => bizContent),
		refused: refused.map((each) => `${each?.message ?? ''} ${each?.description ?? ''}`.trim()),
	};
}

const movieTicket = { inputMode: 'form', bizDataMode: 'movieTicket', movieTicket: { extInfo: '={{ $json.ext }}', orderNo: '={{ $json.order }}' } };
const pairs = { inputMode: 'form', bizDataMode: 'fields', bizDataFields: { field: [{ name: 'n', value: '={{ $json.n }}' }] } };

describe('business data', () => {
	it.each([
		['a long number', '{"n":12345678901234567890}'],
		['a long decimal', '{"n":0.1234567890123456789}'],
		['a trailing zero', '{"n":1.10}'],
		['an exponent', '{"n":1.5e20}'],
		['a member called __proto__', '{"__proto__":{"n":12345678901234567890}}'],
	])('as text is sent to the letter: %s', async (_what, biz_data) => {
		const { received } = await send(sync, COLUMNS, [{ ...sync.row(1), biz_data }]);
		expect(received).toMatchObject([{ biz_data }]);
	});

	it.each([
		['a whole number beyond 2^53', { n: Number('12345678901234567890') }],
		['a decimal of more than 15 digits', { n: Number('0.1234567890123456789') }],
		['such a number in a list', { list: [{ n: 2 ** 53 }] }],
	])('as an object is refused for %s', async (_what, biz_data) => {
		const byColumn = await send(sync, COLUMNS, [{ ...sync.row(1), biz_data }]);
		const byForm = await send(sync, { ...sync.form, bizData: '={{ $json.biz_data }}' }, [{ ...sync.row(1), biz_data }]);
		expect(byColumn.refused).toEqual([expect.stringMatching(LOST)]);
		expect(byForm.refused).toEqual([expect.stringMatching(LOST)]);
		expect(site.gateway.requests).toEqual([]);
	});

	it.each([
		['plain', '{"a":1,"a":2}'],
		['by escape', '{"a":1,"\\u0061":2}'],
		['inside a list', '{"list":[{"a":1,"a":1}]}'],
	])('with a name used twice is refused: %s', async (_what, biz_data) => {
		const { received, refused } = await send(sync, COLUMNS, [{ ...sync.row(1), biz_data }]);
		expect(received).toEqual([]);
		expect(refused).toEqual([expect.stringMatching(/The name “a” is used twice/)]);
	});
});

describe('the form', () => {
	const withForm = (form: object) => ({ ...sync.form, ...form });

	it('sends an object as extInfo with all its digits', async () => {
		const ext = { id: 9007199254740991, price: 19.99, code: '12345678901234567890' };
		const { received } = await send(sync, withForm(movieTicket), [{ ...sync.row(1), ext, order: '100220200103194523683' }]);
		expect(received).toMatchObject([
			{ biz_data: JSON.stringify({ extInfo: JSON.stringify(ext), orderNo: '100220200103194523683' }) },
		]);
	});

	it.each([
		['an object', { id: 2 ** 53 }],
		['a list', [Number('0.1234567890123456789')]],
		['a text with a name used twice', '{"a":1,"a":2}'],
		['a number', Number('12345678901234567890')],
	])('refuses extInfo that is %s with what may be lost', async (_what, ext) => {
		const { received, refused } = await send(sync, withForm(movieTicket), [{ ...sync.row(1), ext, order: '1' }]);
		expect(received).toEqual([]);
		expect(refused).toEqual([expect.stringMatching(/may have been lost|were lost|used twice/)]);
	});

	it('refuses a value of a pair whose digits may be lost, and sends it as text', async () => {
		const rows = [Number('12345678901234567890'), '12345678901234567890'].map((n, index) => ({ ...sync.row(index + 1), n }));
		const { received, refused } = await send(sync, withForm(pairs), rows);
		expect(received).toMatchObject([{ biz_data: '{"n":"12345678901234567890"}' }]);
		expect(refused).toEqual([expect.stringMatching(LOST), '']);
	});

	it('keeps a leading zero of cinemaId by refusing it as a number', async () => {
		const form = { ...movieTicket, movieTicket: { cinemaId: '={{ $json.order }}' } };
		const { refused } = await send(sync, withForm(form), [{ ...sync.row(1), order: '0012' }]);
		expect(refused).toEqual([expect.stringMatching(/can't keep leading zeros/)]);
	});
});

it('refuses a phone number of another country that has the digits of a mobile number', async () => {
	const numbers = ['1-800-555-0199', '+852 2123 4567', '138-0013-8000'];
	const rows = numbers.map((contact_number, index) => ({ ...upload.row(index + 1), contact_number }));
	const { received, refused } = await send(upload, COLUMNS, rows);
	expect(received).toMatchObject([{ contact_number: '13800138000' }]);
	expect(refused).toEqual([
		expect.stringMatching(/outside mainland China/),
		expect.stringMatching(/outside mainland China/),
		'',
	]);
});
