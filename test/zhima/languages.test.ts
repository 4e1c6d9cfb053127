/** Each text is there in both languages, side by side, and each in its own language only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { syncRow, uploadRow } from './rows';

const ROOM = join(__dirname, '../../zhima');
const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
/** Names and values of the documents are quoted in backticks. */
const withoutQuotes = (text: string): string => text.replace(/`[^`]*`/g, '');

interface Pair {
	readonly place: string;
	readonly en: string;
	readonly zh: string;
	readonly slots: readonly string[];
}

/** A text's own words, and what is put into it. */
const wordsOf = (node: ts.Expression): { words: string; slots: string[] } | undefined => {
	if (ts.isStringLiteralLike(node)) return { words: node.text, slots: [] };
	if (!ts.isTemplateExpression(node)) return undefined;
	return {
		words: [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'),
		slots: node.templateSpans.map(({ expression }) => expression.getText()).sort(),
	};
};

const pairs: Pair[] = [];
const strays: string[] = [];
/** Members that hold words of the documents or of cells, not words for operators. */
const DATA = ['columnNames', 'synonyms', 'doubtfulNames', 'aliases', 'yes', 'no', 'example', 'sample', 'documented', 'pattern'];

const isData = (node: ts.Node): boolean => {
	for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
		if (ts.isPropertyAssignment(at) && DATA.includes(at.name.getText())) return true;
	}
	return false;
};

for (const file of files) {
	const source = ts.createSourceFile(file, readFileSync(join(ROOM, file), 'utf8'), ts.ScriptTarget.ES2022, true);
	const place = (node: ts.Node): string =>
		`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const members = Object.fromEntries(
				node.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => [name.getText(), initializer]),
			);
			if ('en' in members || 'zh' in members) {
				const [en, zh] = [members.en, members.zh].map((member) => member && wordsOf(member));
				if (en === undefined || zh === undefined || Object.keys(members).length !== 2) strays.push(place(node));
				else {
					expect(zh.slots).toEqual(en.slots);
					pairs.push({ place: place(node), en: en.words, zh: zh.words, slots: en.slots });
				}
				return;
			}
		}
		const isApi = file.startsWith('apis');
		if (isApi && ts.isStringLiteralLike(node) && CHINESE.test(node.text) && !isData(node)) strays.push(place(node));
		ts.forEachChild(node, visit);
	};
	visit(source);
}

test('every text is there in both languages', () => {
	expect(pairs.length).toBeGreaterThan(150);
	expect(strays).toEqual([]);
});

test('no English text contains Chinese', () => {
	expect(pairs.filter(({ en }) => CHINESE.test(withoutQuotes(en)))).toEqual([]);
});

test('every Chinese text is Chinese', () => {
	expect(pairs.filter(({ zh }) => !CHINESE.test(withoutQuotes(zh)) && !/^[…\s“”]*$/.test(zh))).toEqual([]);
});

test('no Chinese text has half-width punctuation between Chinese words', () => {
	expect(pairs.filter(({ zh }) => /[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]/.test(withoutQuotes(zh)))).toEqual([]);
});

test('English names of fields and options are in title case', () => {
	const labels = pairs.filter(({ place, en }) => place.startsWith('apis') && en.length < 40 && !/[.`…]|whether/i.test(en));
	expect(labels.length).toBeGreaterThan(20);
});

describe('issues in the Chinese build', () => {
	const LANGUAGE = globalThis as { ZHIMA_LANGUAGE?: string };

	const issueLines = (): string[] => {
		LANGUAGE.ZHIMA_LANGUAGE = 'zh';
		let zhima: typeof import('../../zhima') | undefined;
		jest.isolateModules(() => {
			zhima = jest.requireActual<typeof import('../../zhima')>('../../zhima');
		});
		delete LANGUAGE.ZHIMA_LANGUAGE;
		const { borrowEntityUpload, dataStateSync, formatIssue, planColumns, readRow } = zhima!;
		const bad = ['', '?', '2.01609E+27', '#N/A', 'undefined', {}, [1], true, new Date(0), '😀'.repeat(99), 'a\u0000', 'a\nb', '\ufffd', '03/04/2017', '1/1/17', '2017-02-30', '1999-01-01', '120,15', '181', '30°N', '25:00-26:00', '1-2-3', '9:00-9:00', '26888888', '57126888888', '1/2', '0571-26888888转1', '{"a"：1}', '{', '[1]', '{“', 12.5, -1, '9999999'];
		const lines = bad.flatMap((value) =>
			([[borrowEntityUpload, uploadRow], [dataStateSync, syncRow]] as const).flatMap(([api, base]) =>
				api.parameters.flatMap(({ name }) => {
					const reading = readRow(api, { ...base, [name]: value }, { now: new Date() });
					return reading.ok ? reading.hints : reading.issues.map(formatIssue);
				}),
			),
		);
		lines.push(...planColumns(borrowEntityUpload, ['经度', 'longitude']).issues.map(formatIssue));
		return [...new Set(lines)];
	};

	test('are Chinese sentences, except for documented terms and the cell’s value', () => {
		const lines = issueLines();
		expect(lines.length).toBeGreaterThan(120);
		for (const line of lines) {
			const bare = line.replace(/“[^”]*”/g, '').replace(/（[^）]*）/g, '').replace(/示例[：填写]*.*$/, '').replace(/Open ID/g, '');
			expect(bare).toMatch(/[\u4e00-\u9fff]/);
			expect(bare).not.toMatch(/[a-z]{2,} [a-z]{2,}/i);
			expect(line).toMatch(/[。…}a-z\d\u4e00-\u9fffY]$/i);
		}
	});
});
