import fc from 'fast-check';
import { DateTime } from 'luxon';
import { borrowEntityUpload, dataStateSync, formatIssue, planColumns, readRow, rowFromForm, shorten } from '../../zhima';
import type { Api } from '../../zhima';
import { scanJson } from '../../zhima/cells/json-scanner';
import type documents from './documents.json';
import { brokenRules, NOW, syncRow, uploadRow } from './rows';

const looping = (): unknown => {
	const object: Record<string, unknown> = {};
	object.self = object;
	return object;
};

/** Whatever n8n, or a node before ours, can put into a cell. */
const oddValue = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
	fc.double(),
	fc.bigInt(),
	fc.date({ noInvalidDate: false }),
	fc.constantFrom<() => unknown>(
		looping,
		() => Symbol('x'),
		() => () => 1,
		() => new Map(),
		() => Object.create(null) as unknown,
		() => DateTime.now(),
		() => DateTime.invalid('no'),
		() => new Uint8Array(3),
		() => [[[]]],
		() => ({ isLuxonDateTime: true, isValid: true, toMillis: () => 'x' }),
		() => ({ toJSON: () => undefined }),
	).map((make) => make()),
);

/** Texts near to what is written in such cells. */
const likelyText = fc.oneof(
	fc.string({ unit: fc.constantFrom(...'0123456789.,:-+/ 年月日时°′″EWNSYen是否至东经'.split('')), maxLength: 24 }),
	fc.string({ unit: fc.constantFrom(...'{}[]":,\\ \n0123456789.eE+-truefalsn'.split('')), maxLength: 40 }),
	fc.double({ min: -200, max: 200, noNaN: true }).map(String),
	fc.date({ min: new Date('1990-01-01'), max: new Date('2110-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
	fc.integer({ min: 0, max: 2_000_000 }).map(String),
);

const anyCell = fc.oneof(oddValue, likelyText);

const apis = [
	[borrowEntityUpload, uploadRow],
	[dataStateSync, syncRow],
] as const;

const rowOf = (api: Api, base: Readonly<Record<string, unknown>>) =>
	fc
		.dictionary(fc.constantFrom(...api.parameters.map(({ name }) => name)), anyCell, { maxKeys: 5 })
		.map((changes) => ({ ...base, ...changes }));

describe.each(apis.map(([api, base]) => [api.method, api, base] as const))('%s', (_, api, base) => {
	const method = api.method as keyof typeof documents;

	test('reading never throws; what is read keeps the documented rules, and is read again as it is', () => {
		let accepted = 0;
		fc.assert(
			fc.property(rowOf(api, base), (row) => {
				const reading = readRow(api, row, { now: NOW });
				if (!reading.ok) {
					expect(reading.issues.length).toBeGreaterThan(0);
					for (const issue of reading.issues) {
						expect(formatIssue(issue)).toMatch(/^“.+”.*: .+\. .+/su);
						expect(issue.message).not.toMatch(/\bundefined\b|\bnull\b|\[object/);
					}
					return;
				}
				accepted += 1;
				expect(brokenRules(method, reading.content)).toEqual([]);
				const again = readRow(api, reading.content, { now: NOW });
				expect(again.ok && again.content).toEqual(reading.content);
			}),
			{ numRuns: 1500 },
		);
		expect(accepted).toBeGreaterThan(50);
	});

	test('a form never throws, whatever its fields hold', () => {
		const names = [
			...api.parameters.map(({ formName }) => formName),
			'additionalFields', 'identifyUserBy', 'bizDataMode', 'bizDataFields', 'movieTicket', 'customCategoryCode',
		];
		const mode = fc.constantFrom('json', 'fields', 'movieTicket', '');
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...names), anyCell), mode, (values, bizDataMode) => {
				const { row, issues } = rowFromForm(api, { bizDataMode, ...values });
				const reading = readRow(api, row, { now: NOW });
				expect(reading.ok || reading.issues.length > 0).toBe(true);
				issues.forEach((issue) => expect(formatIssue(issue)).toMatch(/“/));
			}),
			{ numRuns: 1000 },
		);
	});

	test('planning never throws, and every heading is used, doubled or ignored', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), (headings) => {
				const plan = planColumns(api, headings);
				const used = plan.columns.map(([, heading]) => heading);
				for (const heading of headings) {
					const isKept = plan.ignored.includes(heading) || used.includes(heading) || heading === 'row_number';
					expect(isKept || plan.issues.length > 0).toBe(true);
				}
			}),
		);
	});
});

describe('a value that refuses to be looked at is a complaint', () => {
	const refuse = (): never => {
		throw new Error('no');
	};
	const revoked = Proxy.revocable({}, {});
	revoked.revoke();
	const values: ReadonlyArray<readonly [string, unknown]> = [
		['throwing', new Proxy({}, { get: refuse, getPrototypeOf: refuse, ownKeys: refuse })],
		['revoked', revoked.proxy],
	];
	for (const [kind, value] of values) {
		test.each(apis.flatMap(([api, base]) => api.parameters.map(({ name }) => [name, api, base] as const)))(
			`${kind}: %s`,
			(name, api, base) => {
				const reading = readRow(api, { ...base, [name]: value }, { now: NOW });
				expect(!reading.ok && reading.issues.map(({ field }) => field)).toContain(
					name === 'open_id' ? 'user_id' : name,
				);
			},
		);
	}
});

test('the scanner takes for JSON what JSON.parse takes, and the place of an error lies in the text', () => {
	const json = fc.json({ maxDepth: 3 });
	const damaged = fc
		.tuple(json, fc.nat(), fc.constantFrom('', '"', ',', '}', ']', ':', '\\', '\n', 'x', '1', '\u0000', ' '), fc.nat(3))
		.map(([text, at, put, out]) => {
			const start = at % (text.length + 1);
			return text.slice(0, start) + put + text.slice(start + out);
		});
	fc.assert(
		fc.property(fc.oneof(json, damaged, likelyText), (text) => {
			const scan = scanJson(text);
			let isJson = true;
			try {
				JSON.parse(text);
			} catch {
				isJson = false;
			}
			expect(scan.ok).toBe(isJson);
			if (!scan.ok) expect(scan.offset).toBeLessThanOrEqual(text.length);
		}),
		{ numRuns: 10_000 },
	);
});

test('a value for showing is short, in one line, and has nothing invisible in it', () => {
	fc.assert(
		fc.property(anyCell, (value) => {
			const text = shorten(value) ?? '';
			expect([...text].length).toBeLessThanOrEqual(40);
			expect(text).not.toMatch(/\p{Cc}|\p{Surrogate}/u);
		}),
	);
});

test('a moment is the same whatever way it is written', () => {
	const moment = fc.date({ min: new Date('2000-01-02'), max: new Date('2100-12-30'), noInvalidDate: true });
	const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
	fc.assert(
		fc.property(moment, zone, (date, name) => {
			const there = DateTime.fromJSDate(date, { zone: name });
			const beijing = DateTime.fromJSDate(date, { zone: 'Asia/Shanghai' });
			const expected = beijing.toFormat('yyyy-MM-dd HH:mm:ss');
			const ways = [date, there, there.toISO(), date.toISOString(), date.getTime(), expected, beijing.toFormat('yyyy年M月d日 H:mm:ss'), beijing.toFormat('yyyy/M/d h:mm:ss a')];
			for (const upload_time of ways) {
				const reading = readRow(borrowEntityUpload, { ...uploadRow, upload_time }, { now: NOW });
				expect(reading.ok && reading.content.upload_time).toBe(expected);
			}
		}),
		{ numRuns: 200 },
	);
});

test('a point is moved by less than a centimetre', () => {
	const degrees = fc.double({ min: 73.66, max: 135.05, noNaN: true });
	fc.assert(
		fc.property(degrees, fc.nat({ max: 20 }), (longitude, decimals) => {
			for (const came of [longitude, longitude.toFixed(decimals), `${longitude.toFixed(decimals)}°E`]) {
				const reading = readRow(borrowEntityUpload, { ...uploadRow, longitude: came }, { now: NOW });
				const sent = reading.ok ? reading.content.longitude : '';
				expect(sent.length).toBeLessThanOrEqual(20);
				expect(Math.abs(Number(sent) - parseFloat(String(came)))).toBeLessThan(1e-8);
			}
		}),
	);
});

test('degrees, minutes and seconds are the decimal degrees they stand for', () => {
	fc.assert(
		fc.property(fc.integer({ min: 74, max: 134 }), fc.nat(59), fc.nat(5999), (whole, minutes, hundredths) => {
			const longitude = `${whole}°${minutes}′${(hundredths / 100).toFixed(2)}″`;
			const reading = readRow(borrowEntityUpload, { ...uploadRow, longitude }, { now: NOW });
			const expected = whole + minutes / 60 + hundredths / 360_000;
			expect(Math.abs(Number(reading.ok && reading.content.longitude) - expected)).toBeLessThan(1e-8);
		}),
	);
});
