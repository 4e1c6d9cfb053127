/**
 * Each build has one language: what is in `{ en, zh }` literals of the sources is in the build
 * of its own language and in no other, and what a form shows is of that language.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const ROOMS = ['alipay', 'credentials', 'i18n', 'nodes', 'zhima'];
const CJK = /[\u3400-\u9fff]/;

type Language = 'en' | 'zh';
const BUILDS = { en: 'en', zh: 'zh-CN' } as const;

const sourceFiles = ROOMS.flatMap((room) =>
	readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(ROOT, room, name)),
);

/** The fixed pieces of a text literal or template. */
function piecesOf(node: ts.Node): string[] {
	const pieces: string[] = [];
	const visit = (each: ts.Node) => {
		if (ts.isStringLiteralLike(each) || ts.isTemplateHead(each) || ts.isTemplateMiddleOrTemplateTail(each)) {
			pieces.push(each.text);
		}
		ts.forEachChild(each, visit);
	};
	visit(node);
	return pieces;
}

interface Found {
	texts: Array<Record<Language, string[]>>;
	/** Chinese outside `{ en, zh }`, with the name of the property or constant that holds it. */
	loose: Array<{ where: string; text: string }>;
}

function holderOf(node: ts.Node): string {
	for (let each: ts.Node | undefined = node.parent; each; each = each.parent) {
		if (ts.isPropertyAssignment(each) && !CJK.test(each.name.getText())) return each.name.getText();
		if (ts.isVariableDeclaration(each)) return each.name.getText();
	}
	return '';
}

function readSource(file: string, found: Found): void {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
	const visit = (node: ts.Node) => {
		if (ts.isObjectLiteralExpression(node)) {
			const members = new Map(
				node.properties
					.filter(ts.isPropertyAssignment)
					.map((each) => [each.name.getText(), each.initializer]),
			);
			const [en, zh] = [members.get('en'), members.get('zh')];
			if (en && zh && node.properties.length === 2) {
				found.texts.push({ en: piecesOf(en), zh: piecesOf(zh) });
				return;
			}
			if (en || zh) found.loose.push({ where: `${file}: one language only`, text: node.getText() });
		}
		const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
		if (isText && CJK.test(node.text)) found.loose.push({ where: holderOf(node), text: node.text });
		ts.forEachChild(node, visit);
	};
	visit(source);
}

const found: Found = { texts: [], loose: [] };
const bundles = { en: '', zh: '' };
const forms: Record<Language, unknown> = { en: undefined, zh: undefined };

function loadForms(folder: string): unknown {
	const script = `
		const loaded = require(${JSON.stringify(folder)});
		const forms = Object.values(loaded).map((Type) => {
			const { description, displayName, properties, name } = new Type();
			return description ?? { displayName, name, properties };
		});
		console.log(JSON.stringify(forms));`;
	const env = { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') };
	return JSON.parse(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8', maxBuffer: 1e8 }));
}

beforeAll(() => {
	for (const file of sourceFiles) readSource(file, found);
	for (const language of ['en', 'zh'] as const) {
		const tarball = execFileSync(process.execPath, ['scripts/package/pack.mjs', '--lang', BUILDS[language]], {
			cwd: ROOT,
			encoding: 'utf8',
		}).trim();
		const folder = path.dirname(tarball);
		bundles[language] = readdirSync(path.join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.js'))
			.map((name) => readFileSync(path.join(folder, 'dist', name), 'utf8'))
			.join('\n');
		forms[language] = loadForms(folder);
	}
}, 120_000);

/** As esbuild writes a piece of text in any kind of quotes. */
const isIn = (bundle: string, piece: string): boolean =>
	['"', "'", '`'].some((quote) => {
		const escaped = piece
			.replace(/\\/g, '\\\\')
			.replace(/\n/g, quote === '`' ? '\n' : '\\n')
			.replaceAll(quote, `\\${quote}`);
		return bundle.includes(escaped);
	});

describe('the texts of the sources', () => {
	it('are many, each in both languages', () => {
		expect(found.texts.length).toBeGreaterThan(300);
		for (const { en, zh } of found.texts) {
			const words = /[A-Za-z]{2}/.test(en.join(''));
			if (words) expect(zh.join('')).not.toBe('');
			if (CJK.test(zh.join(''))) expect(en.join('')).not.toBe('');
		}
	});

	it('have no Chinese in the English and Chinese in the Chinese, except names that are the same', () => {
		const documentsOwn = /“[^”]*”|"[^"]*"|`[^`]*`|\([^)]*\)/g;
		for (const { en, zh } of found.texts) {
			const english = en.join(' ').replace(documentsOwn, '');
			expect({ english, cjk: CJK.test(english) }).toEqual({ english, cjk: false });
			const chinese = zh.join(' ');
			const isSentence = /[A-Za-z]+ [a-z]+ [a-z]+/.test(chinese);
			if (isSentence) expect(chinese).toMatch(CJK);
		}
	});

	it('leave no Chinese elsewhere, except the words that documents and spreadsheets use', () => {
		const DATA = /^(columnNames|synonyms|doubtfulNames|aliases|yes|no|documented|example|sample|HEMISPHERES|CLOCK|YEAR_FIRST|twentyFourHours|.*(?:WORDS?|DAY|ECHO|MARK|PATTERN).*)$/i;
		const stray = found.loose.filter(({ where }) => !DATA.test(where));
		expect(stray).toEqual([]);
	});
});

describe.each([
	['en', 'zh'],
	['zh', 'en'],
] as const)('the build in %s', (language, other) => {
	it('contains no text of the other language', () => {
		const own = new Set(found.texts.flatMap((text) => text[language]));
		const isTelling = (piece: string) =>
			other === 'zh' ? CJK.test(piece) && piece.length > 3 : /[a-z]+ [a-z]+ [a-z]+/i.test(piece);
		const data = new Set(found.loose.map(({ text }) => text));
		const strayed = found.texts
			.flatMap((text) => text[other])
			.filter((piece) => isTelling(piece) && !own.has(piece) && ![...data].some((each) => each.includes(piece)))
			.filter((piece) => isIn(bundles[language], piece));
		expect([...new Set(strayed)]).toEqual([]);
	});

	it('contains the texts of its own language', () => {
		const own = found.texts.flatMap((text) => text[language]).filter((piece) => piece.length > 12);
		const missing = own.filter((piece) => !isIn(bundles[language], piece));
		expect(missing.length / own.length).toBeLessThan(0.1);
	});
});

/** What a person reads in a form, with its place. */
function shownTexts(form: unknown, at = ''): Array<[string, string]> {
	if (Array.isArray(form)) return form.flatMap((each, index) => shownTexts(each, `${at}[${index}]`));
	if (typeof form !== 'object' || form === null) return [];
	const isOption = 'value' in form && 'name' in form;
	const isField = 'displayName' in form;
	return Object.entries(form).flatMap(([key, value]): Array<[string, string]> => {
		const isShown =
			['displayName', 'description', 'placeholder', 'hint'].includes(key) || (key === 'name' && isOption && !isField);
		return typeof value === 'string' && isShown ? [[`${at}.${key}`, value]] : shownTexts(value, `${at}.${key}`);
	});
}

/** A form without what is only for reading. */
const bare = (form: unknown): unknown =>
	JSON.parse(
		JSON.stringify(form, (key, value: unknown) => {
			if (['displayName', 'description', 'placeholder', 'hint', 'defaults', 'subtitle'].includes(key) && typeof value !== 'object') return undefined;
			if (key === 'defaults') return undefined;
			// The default of this field is a text for an AI model.
			const isRead = typeof value === 'object' && value !== null && 'name' in value && value.name === 'toolDescription';
			if (isRead) return { ...value, default: '' };
			const isOption = typeof value === 'object' && value !== null && 'value' in value && 'name' in value;
			return isOption ? { value: (value as { value: unknown }).value } : value;
		}),
	);

/** Fields in a collection are in the order of their labels, which differs. */
const sorted = (form: unknown): unknown => {
	if (Array.isArray(form)) {
		const items = form.map(sorted);
		return items.every((each) => typeof each === 'object' && each !== null)
			? items.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
			: items;
	}
	if (typeof form !== 'object' || form === null) return form;
	return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, sorted(value)]));
};

describe('the forms of the two builds', () => {
	it('have the same names, values, defaults and conditions, so that a workflow runs with either', () => {
		expect(sorted(bare(forms.zh))).toEqual(sorted(bare(forms.en)));
	});

	it('are read in their own language throughout', () => {
		const english = shownTexts(forms.en);
		const chinese = shownTexts(forms.zh);
		expect(english.length).toBe(chinese.length);
		const isDocumentsOwn = (text: string) =>
			/^e\.g\. /.test(text) || /Example: /.test(text) || /^Columns are recognized by the parameter names/.test(text);
		const strayInEnglish = english.filter(([, text]) => CJK.test(text) && !isDocumentsOwn(text));
		expect(strayInEnglish).toEqual([]);
		const isAName = /^[\w\s.:/+-]*$/;
		const strayInChinese = chinese.filter(([, text]) => !CJK.test(text) && !(isAName.test(text) && !/[a-z]+ [a-z]+ [a-z]+/.test(text)));
		expect(strayInChinese.map(([at, text]) => `${at}: ${text}`)).toEqual(
			strayInChinese.filter(([, text]) => text.startsWith('-----BEGIN')).map(([at, text]) => `${at}: ${text}`),
		);
	});
});
