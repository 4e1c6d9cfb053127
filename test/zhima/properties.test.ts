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

/** Everything that n8n, or a node before ours, can put into a cell. */
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

	test('reading never throws, and what it accepts follows the documented rules and is read again unchanged', () => {
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

	test('reading a form never throws for any values', () => {
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

	test('planning columns never throws, and uses, reports or ignores every heading', () => {
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

describe('a value that throws when it is read becomes an issue', () => {
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

test('the scanner accepts what JSON.parse accepts, and the position of an error is within the text', () => {
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

test('a shortened value has at most 40 characters, no line break and nothing invisible', () => {
	fc.assert(
		fc.property(anyCell, (value) => {
			const text = shorten(value) ?? '';
			expect([...text].length).toBeLessThanOrEqual(40);
			expect(text).not.toMatch(/\p{Cc}|\p{Surrogate}/u);
		}),
	);
});

test('a time in any format and zone is sent as the same Beijing time', () => {
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

test('a coordinate is sent within a centimeter of the value given', () => {
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

test('degrees, minutes and seconds are sent as the same decimal degrees', () => {
	fc.assert(
		fc.property(fc.integer({ min: 74, max: 134 }), fc.nat(59), fc.nat(5999), (whole, minutes, hundredths) => {
			const longitude = `${whole}°${minutes}′${(hundredths / 100).toFixed(2)}″`;
			const reading = readRow(borrowEntityUpload, { ...uploadRow, longitude }, { now: NOW });
			const expected = whole + minutes / 60 + hundredths / 360_000;
			expect(Math.abs(Number(reading.ok && reading.content.longitude) - expected)).toBeLessThan(1e-8);
		}),
	);
});

const bizDataOf = (biz_data: unknown): string | undefined => {
	const reading = readRow(dataStateSync, { ...syncRow, biz_data }, { now: NOW });
	return reading.ok ? reading.content.biz_data : undefined;
};

/** A decimal number as its significant digits and the power of ten of the last one. */
const decimalOf = (literal: string): string => {
	const [mantissa, exponent = '0'] = literal.toLowerCase().split('e');
	const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${power}`;
};

const numberLiteral = fc.stringMatching(/^-?(?:0|[1-9]\d{0,24})(?:\.\d{1,24})?(?:[eE][+-]?\d{1,2})?$/);

test('a number in JSON text is sent with the digits it was typed with, or refused', () => {
	let sent = 0;
	fc.assert(
		fc.property(numberLiteral, (literal) => {
			const text = `{"a":[{"n":${literal}}]}`;
			const becomes = bizDataOf(text);
			if (becomes !== undefined) expect(becomes).toBe(text);
			sent += becomes === undefined ? 0 : 1;
		}),
		{ numRuns: 2000 },
	);
	expect(sent).toBeGreaterThan(1500);
});

test('a number in an object is sent with the digits it was typed with, or refused, up to the 15 digits that a number keeps', () => {
	const short = numberLiteral.filter((literal) => decimalOf(literal).replace(/e.*|\D/g, '').length <= 15);
	fc.assert(
		fc.property(short, (literal) => {
			const becomes = bizDataOf({ n: JSON.parse(literal) as number });
			if (becomes !== undefined) expect(decimalOf(/:(.*)\}/.exec(becomes)![1])).toBe(decimalOf(literal));
		}),
		{ numRuns: 2000 },
	);
});

test('a name used twice in one object is refused at any depth and in any escaping', () => {
	const name = fc.string({ unit: fc.constantFrom(...'ab爱_0'.split('')), minLength: 1, maxLength: 4 });
	const escaped = (text: string, mask: number): string =>
		[...text].map((each, index) => ((mask >> index) & 1 ? `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}` : each)).join('');
	fc.assert(
		fc.property(name, fc.nat(15), fc.nat(15), fc.nat(5), fc.boolean(), (twice, first, second, depth, isList) => {
			let text = `{"${escaped(twice, first)}":1,"other":2,"${escaped(twice, second)}":1}`;
			for (let level = 0; level < depth; level += 1) text = isList ? `{"l":[0,${text}]}` : `{"o":${text}}`;
			expect(bizDataOf(text)).toBeUndefined();
		}),
		{ numRuns: 500 },
	);
});

const phoneOf = (contact_number: string): string | undefined => {
	const reading = readRow(borrowEntityUpload, { ...uploadRow, contact_number }, { now: NOW });
	return reading.ok ? reading.content.contact_number : undefined;
};

test('a North American number is refused in every grouping with the 1 apart', () => {
	const separator = fc.constantFrom('-', ' ', '.', ' - ', '–');
	fc.assert(
		fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), separator, separator, fc.boolean(), (digits, one, two, isOpen) => {
			const [area, office, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
			const start = isOpen ? `1${one}(${area})` : `1${one}${area}`;
			for (const came of [`${start}${two}${office}${two}${line}`, `${start}${two}${office}${line}`, `+1${one}${digits}`]) {
				expect(phoneOf(came)).toBeUndefined();
			}
		}),
		{ numRuns: 500 },
	);
});

test('a phone number that is accepted has the digits that were written, in their order', () => {
	const text = fc.string({ unit: fc.constantFrom(...'0123456789138-. ()+'.split('')), minLength: 7, maxLength: 20 });
	const likely = fc
		.tuple(fc.stringMatching(/^1[3-9]\d{9}$/), fc.array(fc.nat(11), { maxLength: 4 }), fc.constantFrom('', '+86', '86 ', '0'))
		.map(([digits, cuts, prefix]) => prefix + [...digits].map((digit, index) => (cuts.includes(index) ? ` ${digit}` : digit)).join(''));
	let accepted = 0;
	fc.assert(
		fc.property(fc.oneof(text, likely), (came) => {
			const becomes = phoneOf(came);
			if (becomes === undefined || came.trim() === '' || !/\d/.test(came)) return;
			accepted += 1;
			expect(came.replace(/\D/g, '')).toMatch(new RegExp(`^(?:0?0?86)?0?${becomes.replace('-', '').replace(/^0/, '0?')}$`));
		}),
		{ numRuns: 2000 },
	);
	expect(accepted).toBeGreaterThan(300);
});
