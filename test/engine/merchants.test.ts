/** Rows of several merchants in one run, each sent with its own token; and no token in anything that comes out. */
import { randomBytes } from 'node:crypto';
import type { OnError } from 'n8n-workflow';

import { SANDBOX_APP_ID } from '../../sandbox/keys/test-account';
import { CALLS, goodRows, INPUT_MODES, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, InputMode } from './calls';
import { runWorkflow, textOf } from './harness';
import type { WorkflowResult } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

const newToken = () => `202611BB${randomBytes(16).toString('hex')}`;
const [A, B, C, D] = [newToken(), newToken(), newToken(), newToken()];

let site: Site;
beforeAll(async () => {
	site = await openSite({ appAuthTokens: [A, B, C, D] });
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type Cells = Record<string, unknown>;

interface Run {
	readonly call?: CallUnderTest;
	readonly mode?: InputMode;
	readonly options?: object;
	readonly onError?: OnError;
	/** The credential's. */
	readonly token?: string;
}

/** Good rows, each with further cells. */
const rowsWith = (cells: readonly Cells[], call: CallUnderTest = upload): Cells[] =>
	goodRows(call, cells.length).map((row, index) => ({ ...row, ...cells[index] }));

const run = async (rows: readonly Cells[], how: Run = {}): Promise<WorkflowResult> => {
	const { call = upload, mode = 'columns', options = {}, onError = 'continueRegularOutput', token = '' } = how;
	return await runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, mode, { maxRetries: 0, ...options }), onError },
		credential: site.credential({ appAuthToken: token }),
	});
};

/** The keys that are in the books of the merchant behind a token; empty = the application's own. */
const booksOf = (token = '', call: CallUnderTest = upload): string[] => {
	const { entities, states } = site.gateway.merchant(SANDBOX_APP_ID, token);
	return call === upload
		? [...entities.values()].map(({ content }) => String(content.entity_code)).sort()
		: [...states.keys()].sort();
};

const outcomesOf = ({ outputs }: WorkflowResult) => outputs.flat().map(({ json }) => json.outcome);

/** Everything that the run leaves behind, apart from what the nodes before ours hold. */
const leftBehind = ({ outputs, error, hints, log }: WorkflowResult): string => {
	const { message, description, stack, cause, context } = error ?? {};
	const logged = log.filter(({ level }) => level !== 'debug');
	return textOf([outputs, hints, logged, message, description, stack, cause, context]);
};

describe.each(CALLS.flatMap((call) => INPUT_MODES.map((mode) => [call.name, mode, call] as const)))(
	'%s, %s: options.appAuthToken',
	(_name, mode, call) => {
		const keyOf = (number: number) => String(call.row(number)[call.key]);

		it.each(['={{ $json.token }}', '={{ $json["token"] }}', '={{ $json.token.trim() }}', "={{ $('Rows').item.json.token }}"])(
			'sends each row for its own merchant by the expression %s',
			async (appAuthToken) => {
				const rows = rowsWith([{ token: A }, { token: B }, { token: A }, { token: C }], call);
				const result = await run(rows, { call, mode, options: { appAuthToken } });
				expect(outcomesOf(result)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
				expect(booksOf(A, call)).toEqual([keyOf(1), keyOf(3)]);
				expect(booksOf(B, call)).toEqual([keyOf(2)]);
				expect(booksOf(C, call)).toEqual([keyOf(4)]);
				expect(booksOf('', call)).toEqual([]);
				expect(leftBehind(result)).not.toMatch(new RegExp([A, B, C].join('|')));
			},
		);

		it('refuses rows for which the expression gives nothing or fails, and sends none for the credential’s merchant', async () => {
			const cells = [{ token: A }, { token: '' }, {}, { token: null }, { token: ' ' }, { token: B }];
			for (const appAuthToken of ['={{ $json.token }}', '={{ $json.token.toUpperCase().toLowerCase() && $json.token }}']) {
				await site.clear();
				const result = await run(rowsWith(cells, call), { call, mode, options: { appAuthToken }, token: C });
				expect(outcomesOf(result)).toEqual(['accepted', 'notSent', 'notSent', 'notSent', 'notSent', 'accepted']);
				expect(booksOf(C, call)).toEqual([]);
				expect(site.gateway.requests).toHaveLength(2);
				expect(result.outputs[0][1].json.error).toMatchObject({ field: 'app_auth_token', outcome: 'notSent' });
			}
		});

		it('takes one token for all rows where it is a fixed text, in place of the credential’s', async () => {
			await run(rowsWith([{}, {}], call), { call, mode, options: { appAuthToken: ` ${A} ` }, token: B });
			expect([booksOf(A, call).length, booksOf(B, call).length]).toEqual([2, 0]);
			await run(rowsWith([{}, {}], call), { call, mode, options: { appAuthToken: ' ' }, token: B });
			expect([booksOf(A, call).length, booksOf(B, call).length]).toEqual([2, 2]);
		});
	},
);

describe('the column of the token', () => {
	it.each([
		'app_auth_token',
		'appAuthToken',
		'App Auth Token',
		'APP_AUTH_TOKEN *',
		'应用授权令牌',
		'应用授权令牌（选填）',
		'应用授权令牌 (app_auth_token)',
		' 应用授权令牌* ',
	])('“%s” gives each row its merchant; an empty cell means the option’s, then the credential’s', async (heading) => {
		const rows = rowsWith([{ [heading]: A }, { [heading]: '' }, { [heading]: `\ufeff ${A} ` }, {}]);
		const withOption = await run(rows, { options: { appAuthToken: B }, token: C });
		expect(outcomesOf(withOption)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
		expect(booksOf(A)).toEqual(['CAB0001', 'CAB0003']);
		expect(booksOf(B)).toEqual(['CAB0002', 'CAB0004']);
		await run(rows, { token: C });
		expect(booksOf(C)).toEqual(['CAB0002', 'CAB0004']);
		expect(withOption.hints.some(({ message }) => message.includes('Ignored'))).toBe(false);
		expect(site.gateway.requests.every(({ bizContent }) => !textOf(bizContent).includes(A))).toBe(true);
	});

	it('twice is an issue of the sheet, and nothing is sent', async () => {
		const result = await run(rowsWith([{ app_auth_token: A, 应用授权令牌: B }]));
		expect(outcomesOf(result)).toEqual(['notSent']);
		expect(textOf(result.outputs)).toContain('Several columns match app_auth_token');
		expect(site.gateway.requests).toHaveLength(0);
		expect(leftBehind(result)).not.toMatch(new RegExp(`${A}|${B}`));
	});

	it.each<[string, unknown]>([
		['a number that lost digits', 2.0151e27],
		['a number beyond the safe ones', Number('201510123456789012')],
		['digits as a spreadsheet shows them', '2.01510E+27'],
		['a decimal number', 2015.5],
		['a list', [A]],
		['an object', { token: A }],
		['a truth value', true],
		['a blank inside', `${A.slice(0, 20)} ${A.slice(20)}`],
		['a line break inside', `${A.slice(0, 20)}\n${A.slice(20)}`],
		['an error value', '#N/A'],
		['a formula', '=VLOOKUP(A2,B:C,2)'],
		['Chinese', `令牌${A}`],
		['full-width characters', '２０１５１０ＢＢ'],
		['a token with its name', `app_auth_token=${A}`.replace('=', '：')],
		['two tokens', `${A},${B}`],
		['a masked token', '2015****5D84'],
		['what the node hid before', '***'],
		['a dash', '-'],
		['a word for nothing', '无'],
		['a lost value', 'undefined'],
		['an unevaluated expression', '{{ $json.token }}'],
		['a date', new Date(0)],
	])('that holds %s is an issue of that row which does not show it', async (_what, cell) => {
		const result = await run(rowsWith([{ app_auth_token: cell }, { app_auth_token: A }]), { token: B });
		expect(outcomesOf(result)).toEqual(['notSent', 'accepted']);
		expect(booksOf(B)).toEqual([]);
		const [{ json }] = result.outputs[0];
		expect(json.error).toMatchObject({ field: 'app_auth_token', message: expect.stringContaining('“app_auth_token”: ') as string });
		expect(json.app_auth_token).toBe('***');
		const shown = leftBehind(result);
		for (const hidden of [A.slice(0, 12), A.slice(-12), B.slice(0, 12), '2.0151e', '2015.5']) expect(shown).not.toContain(hidden);
	});
});

describe.each<OnError>(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
	'with %s no token comes out',
	(onError) => {
		it.each<[string, Cells, object]>([
			['in the column', { app_auth_token: B }, {}],
			['in the column that the option reads', { shop: B }, { appAuthToken: '={{ $json.shop }}' }],
			['inside a column that the option reads', { shop: { secret: [B] } }, { appAuthToken: '={{ $json.shop.secret[0] }}' }],
			['in a column beside it', { app_auth_token: B, note: `token ${B}, as agreed` }, {}],
			['and is wrong', { app_auth_token: `${B} ${B}` }, {}],
			['and an option is wrong', { shop: { secret: B } }, { appAuthToken: '={{ $json.shop.secret }}', concurrency: 0 }],
		])('that is %s', async (_what, cells, options) => {
			const wrong = { ...cells, longitude: '361' };
			const result = await run(rowsWith([cells, wrong, { ...cells, entity_name: '敏感词机柜' }]), { options, onError });
			const shown = leftBehind(result);
			expect(shown).not.toContain(B);
			expect(shown).not.toContain(B.slice(4, 20));
		});
	},
);

it('keeps the order of rows about one thing for each merchant, and lets two merchants’ entities of one code differ', async () => {
	site.gateway.setLatency(20);
	const rows = Array.from({ length: 24 }, (_, index) => ({
		...upload.row(1),
		total_borrow_cnt: String(100 + index),
		app_auth_token: [A, B, C][index % 3],
	}));
	await run(rows, { options: { concurrency: 10 } });
	for (const [at, token] of [A, B, C].entries()) {
		expect(site.gateway.merchant(SANDBOX_APP_ID, token).entities.get('umbrella/CAB0001')).toMatchObject({
			uploads: 8,
			content: { total_borrow_cnt: String(121 + at) },
		});
	}
	const arrived = site.gateway.requests.map(({ bizContent }) => Number(bizContent.total_borrow_cnt) - 100);
	for (const merchant of [0, 1, 2]) {
		const own = arrived.filter((number) => number % 3 === merchant);
		expect(own).toEqual([...own].sort((a, b) => a - b));
	}
});

it('warns of an older row only where a later one of the same merchant was accepted', async () => {
	const rows = [
		{ ...upload.row(1), entity_name: '敏感词机柜', app_auth_token: A },
		{ ...upload.row(1), entity_name: '敏感词机柜', app_auth_token: B },
		{ ...upload.row(1), app_auth_token: A },
	];
	const { outputs } = await run(rows);
	expect(outputs[0].map(({ json }) => /updated the same thing/.test(textOf(json)))).toEqual([true, false, false]);
});

/** A sheet of 400 rows over four merchants, in blocks or mixed. */
const sheetOf = (tokens: readonly string[], isMixed: boolean): Cells[] =>
	goodRows(upload, 400).map((row, index) => ({
		...row,
		app_auth_token: tokens[isMixed ? index % tokens.length : Math.floor(index / 100)],
	}));

describe.each([
	['in blocks', false],
	['mixed', true],
] as const)('400 rows of four merchants %s', (_order, isMixed) => {
	const firstOf = (merchant: number) => (isMixed ? merchant : merchant * 100);

	it.each([0, 1, 3])('of which one has a bad token: its rows end with the reason, at one try, and the others go on', async (bad) => {
		const tokens = [A, B, C, D].map((token, merchant) => (merchant === bad ? newToken() : token));
		const result = await run(sheetOf(tokens, isMixed), { options: { concurrency: 10 } });
		const outcomes = outcomesOf(result);
		const count = (wanted: string) => outcomes.filter((each) => each === wanted).length;
		expect([count('accepted'), count('refused'), count('notSent')]).toEqual([300, 1, 99]);
		expect(site.gateway.counts).toMatchObject({ requests: 301, accepted: 300, byCode: { 'aop.invalid-app-auth-token': 1 } });
		const isOfBad = (index: number) => (isMixed ? index % 4 : Math.floor(index / 100)) === bad;
		for (const [index, { json }] of result.outputs[0].entries()) {
			if (!isOfBad(index)) continue;
			expect(json.error).toMatchObject({ code: '20001', sub_code: 'aop.invalid-app-auth-token' });
			expect(textOf(json.error)).toContain("app_auth_token isn't valid");
		}
		const hints = result.hints.map(({ message }) => message);
		const first = `entity_code ${String(upload.row(firstOf(bad) + 1).entity_code)}`;
		expect(hints[0]).toContain('300 accepted, 1 refused, 99 not sent.');
		expect(hints[1]).toMatch(/^By merchant, each named by its first row: /);
		expect(hints[1]).toContain(`(${first}): 1 refused, 99 not sent; `);
		expect(hints[1].match(/: 100 accepted/g)).toHaveLength(3);
		expect(hints[2]).toContain(first);
		expect(leftBehind(result)).not.toMatch(new RegExp(tokens.join('|')));
	});
});

it('ends the run over one merchant’s token where there is one merchant, as ever', async () => {
	const rows = rowsWith(Array.from({ length: 20 }, () => ({ app_auth_token: newToken() })).fill({ app_auth_token: newToken() }));
	const result = await run(rows);
	expect(outcomesOf(result)).toEqual(['refused', ...Array.from({ length: 19 }, () => 'notSent')]);
	expect(site.gateway.requests).toHaveLength(1);
	expect(result.hints[0].message).toContain('The run ended early: ');
});

it('ends the run for all merchants over a fault of the application', async () => {
	const rows = rowsWith([{ app_auth_token: A }, { app_auth_token: B }, { app_auth_token: C }, { app_auth_token: A }]);
	const result = await runWorkflow({
		rows,
		node: { type: upload.type, parameters: parametersFor(upload, 'columns'), onError: 'continueRegularOutput' },
		credential: site.credential({ appId: '2021999999999999' }),
	});
	expect(outcomesOf(result)).toEqual(['refused', 'notSent', 'notSent', 'notSent']);
	expect(site.gateway.requests).toHaveLength(1);
});

it('stops at the first refusal in stop mode, and counts by merchant', async () => {
	const bad = newToken();
	const rows = rowsWith([{ app_auth_token: A }, { app_auth_token: bad }, { app_auth_token: A }, { app_auth_token: bad }]);
	const { error } = await run(rows, { onError: 'stopWorkflow', options: { concurrency: 1 } });
	expect(error?.message).toContain("app_auth_token isn't valid");
	expect(error?.description).toContain('By merchant, each named by its first row: Item 0 (entity_code CAB0001): 1 accepted, 1 not sent; Item 1 (entity_code CAB0002): 1 refused, 1 not sent.');
	expect(site.gateway.counts.byCode['aop.invalid-app-auth-token']).toBe(1);
});

it('sends no token within business data that is made of all other columns', async () => {
	const rows = goodRows(sync, 1).map((row) => ({ ...row, buyCnt: 3, shop: A, app_auth_token_old: B }));
	for (const row of rows) Reflect.deleteProperty(row, 'biz_data');
	const result = await runWorkflow({
		rows,
		node: {
			type: sync.type,
			parameters: { inputMode: 'columns', bizDataFrom: 'otherColumns', options: { appAuthToken: '={{ $json.shop }}' } },
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
	});
	expect(outcomesOf(result)).toEqual(['accepted']);
	expect(site.gateway.requests[0].bizContent.biz_data).toBe('{"buyCnt":3}');
	expect(textOf(result.outputs)).not.toMatch(new RegExp(`${A}|${B}`));
});

describe('a column that is nearly called like the token’s', () => {
	it.each([
		'app_auth_tokn',
		'appauthtoken_1',
		'app_auth_token_old',
		'auth_token',
		'token',
		'Access Token',
		'merchant_token',
		'令牌',
		'授权令牌',
		'商户令牌',
		'商户（令牌）',
		'应用授权令版',
		'应用授权Token',
	])('“%s” is an issue of the sheet with the cure, and no row is sent for another merchant', async (heading) => {
		for (const call of CALLS) {
			const result = await run(rowsWith([{ [heading]: A }, { [heading]: '' }], call), { call, token: B });
			expect(outcomesOf(result)).toEqual(['notSent', 'notSent']);
			expect(result.outputs[0][0].json.error).toMatchObject({ field: 'app_auth_token', description: expect.stringContaining('some columns are invalid') as string });
			expect(result.hints[0].message).toContain(`The column “${heading}” may hold the merchants' tokens (app_auth_token), but isn't called that. Rename`);
			const stopped = await run(rowsWith([{ [heading]: A }], call), { call, token: B, onError: 'stopWorkflow' });
			expect(stopped.error?.message).toContain('Some columns are invalid');
			for (const each of [result, stopped]) expect(leftBehind(each)).not.toContain(A.slice(0, 20));
		}
		expect(site.gateway.requests).toHaveLength(0);
	});

	it('is no issue where the option or a column gives the token, and its values are sent for that merchant', async () => {
		const byOption = await run(rowsWith([{ token: 'x' }, { auth_token: 'y' }]), { options: { appAuthToken: A }, token: B });
		const byColumn = await run(rowsWith([{ token: 'x', app_auth_token: A }]), { token: B });
		expect([...outcomesOf(byOption), ...outcomesOf(byColumn)]).toEqual(['accepted', 'accepted', 'accepted']);
		expect(booksOf(B)).toEqual([]);
	});

	it.each(['device_token', 'push token', 'token_expires_at', '令牌有效期', '代币', 'tokenizer', '应用', 'app', 'auth', 'app_id'])(
		'“%s” is another thing, and ignored',
		async (heading) => {
			expect(outcomesOf(await run(rowsWith([{ [heading]: '17' }]), { token: B }))).toEqual(['accepted']);
			expect(booksOf(B)).toEqual(['CAB0001']);
		},
	);

	it.each(['商户', 'shop', 'app_auth_code', 'device_token', '备注'])(
		'“%s” that holds what looks like a token of another merchant is an issue of that row alone',
		async (heading) => {
			const cells = [{ [heading]: A }, { [heading]: 'none' }, { [heading]: B }];
			const result = await run(rowsWith(cells), { token: B });
			// The third is the credential's own token: the row goes to the merchant that it names.
			expect(outcomesOf(result)).toEqual(['notSent', 'accepted', 'accepted']);
			expect(result.outputs[0][0].json.error).toMatchObject({ field: 'app_auth_token' });
			expect(leftBehind(result)).not.toContain(A.slice(0, 20));
		},
	);
});

it('refuses a row that would send its merchant’s token within the content, and shows it nowhere', async () => {
	const rows = goodRows(sync, 3).map((row) => ({ ...row, app_auth_token: A }));
	const [inText, within, fine] = rows;
	const parameters = { inputMode: 'columns', bizDataFrom: 'otherColumns', options: {} };
	const made = [
		{ ...inText, note: `token ${A}` },
		{ ...within, note: { deep: [A] } },
		{ ...fine, note: 'nothing' },
	].map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'biz_data')));
	const result = await runWorkflow({
		rows: made,
		node: { type: sync.type, parameters, onError: 'continueRegularOutput' },
		credential: site.credential(),
	});
	expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'accepted']);
	expect(result.outputs[0][0].json.error).toMatchObject({ field: 'biz_data', message: expect.stringContaining('must not be sent within the content') as string });
	expect(leftBehind(result)).not.toContain(A);
	const named = await run(rowsWith([{ app_auth_token: A, entity_name: A }]));
	expect(outcomesOf(named)).toEqual(['notSent']);
	expect(leftBehind(named)).not.toContain(A.slice(0, 20));
});

it('hides the token of a record that was not taken apart', async () => {
	const [flat, nested] = goodRows(upload, 2);
	const result = await run([{ ...flat, app_auth_token: A }, { fields: { ...nested, app_auth_token: B }, list: [{ 应用授权令牌: B }] }]);
	expect(outcomesOf(result)).toEqual(['accepted', 'notSent']);
	expect(leftBehind(result)).not.toContain(B);
});
