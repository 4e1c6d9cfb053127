/** The READMEs and the other documents: up to date, alike in both languages, and with no broken link. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const filesIn = (folder: string, ending: string): string[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.map((file) => path.join(folder, file))
		.sort();

/** Pages that are there in both languages; `docs/zh-CN` mirrors `docs`. */
const PAIRS = [
	{ en: 'README.md', zh: 'README.zh-CN.md' },
	...filesIn('docs/zh-CN', '.md').map((zh) => ({ en: zh.replace('docs/zh-CN/', 'docs/'), zh })),
];

const textOf = (language: 'en' | 'zh'): string => PAIRS.map((pair) => read(pair[language])).join('\n');
const ALL = { en: textOf('en'), zh: textOf('zh') };

const GENERATED = /<!-- generated: ([^>]+?) -->\n([\s\S]*?)<!-- \/generated -->/g;

const FENCE = /^( *)```[\s\S]*?^\1```$/gm;

const blocksIn = (text: string): ReadonlyMap<string, string> =>
	new Map([...text.matchAll(GENERATED)].map(([, name, content]) => [name, content]));

/** What was typed: everything but the generated blocks. */
const typedIn = (text: string): string => text.replace(GENERATED, '');

const headingsIn = (text: string): string[] =>
	[...text.replace(FENCE, '').matchAll(/^(#+) /gm)].map(([, marks]) => marks);

const tablesIn = (text: string): string[] =>
	[...text.matchAll(/^\|(?: --- \|)+$/gm)].map(([line]) => line);

const rowsIn = (table: string): number => table.split('\n').filter((line) => line.startsWith('|')).length;

/** Targets of links, without code. */
const linksIn = (text: string): string[] =>
	[...text.replace(FENCE, '').replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

/** Of n8n's editor, which is English in both languages. */
const LABELS_OF_N8N = [
	'On Error',
	'RAW Data',
	'Delimiter',
	'Encoding',
	'Sheet Name',
	'Range',
	'Starting Line',
	'Skip Records With Errors',
	'Header Row',
	'Include Empty Cells',
	'Settings → On Error',
	'Stop Workflow',
	'Continue',
	'Continue (using error output)',
	'POST',
];

/** Names in bold that are n8n's or Alipay's own, and not labels of this package. */
const FOREIGN_LABELS = {
	en: [
		'Settings → Community nodes → Install',
		'Install',
		'APPID',
		'application public key',
		"Alipay's public key",
		'Zhima API',
		...LABELS_OF_N8N,
		'Authentication → Predefined Credential Type → Zhima API',
		'Send Body',
		'Options → Response → Response Format → JSON',
		'Zhima Borrow Entity Upload',
	],
	zh: [
		'Settings → Community nodes → Install',
		'Install',
		'APPID',
		'应用公钥',
		'芝麻信用 API',
		...LABELS_OF_N8N,
		'Authentication → Predefined Credential Type → 芝麻信用 API',
		'Send Body',
		'Options → Response → Response Format',
		'JSON',
		'芝麻信用借还实体上传',
	],
};

/** Codes of the system and of axios: the sources look for them, and never report them as their own. */
const FOREIGN_CODE = /^ERR_(?:FR|SSL|TLS)_/;

test('the generated parts are up to date with the code', () => {
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', 'scripts/reference/make-reference.ts', '--check'],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	expect(stderr).not.toContain('Not up to date');
	expect(status).toBe(0);
}, 60_000);

describe('the READMEs', () => {
	it.each(['README.md', 'README.zh-CN.md'])('%s has at most 220 lines and one picture', (file) => {
		const text = read(file);
		expect(text.split('\n').length).toBeLessThanOrEqual(220);
		expect(text.match(/!\[/g)).toHaveLength(1);
	});

	it('have the sections of n8n’s template for community nodes', () => {
		const sections = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
		expect(sections).toEqual([
			'Installation',
			'Operations',
			'Credentials',
			'Compatibility',
			'Usage',
			'Resources',
			'Version history',
			'License',
		]);
	});

	it.each(['en', 'zh'] as const)('list ten troubles (%s)', (language) => {
		expect(rowsIn(blocksIn(ALL[language]).get('troubles')!)).toBe(2 + 10);
	});

	it('lead to every page that is there in both languages', () => {
		const { en, zh } = PAIRS[0];
		expect(linksIn(read(en)).map((target) => target.split('#')[0])).toEqual(
			expect.arrayContaining(PAIRS.slice(1).map((pair) => pair.en)),
		);
		expect(linksIn(read(zh)).map((target) => target.split('#')[0])).toEqual(
			expect.arrayContaining(PAIRS.slice(1).map((pair) => pair.zh)),
		);
	});
});

describe('both languages', () => {
	it('have every reference page, with more than 20 headings and 2 code blocks in all', () => {
		expect(PAIRS.map(({ en }) => en)).toEqual(expect.arrayContaining(filesIn('docs/reference', '.md')));
		expect(headingsIn(ALL.en).length).toBeGreaterThan(20);
		expect(typedIn(ALL.en).match(FENCE)?.length).toBeGreaterThan(2);
	});

	it('use every generated block', () => {
		expect([...blocksIn(ALL.zh).keys()]).toEqual([...blocksIn(ALL.en).keys()]);
		expect(blocksIn(ALL.en).size).toBeGreaterThan(20);
	});

	describe.each(PAIRS)('$en and $zh', ({ en, zh }) => {
		const [english, chinese] = [read(en), read(zh)];

		it('have the same headings', () => {
			expect(headingsIn(chinese)).toEqual(headingsIn(english));
		});

		it('have the same tables, with as many rows', () => {
			const [blocks, translated] = [blocksIn(english), blocksIn(chinese)];
			expect([...translated.keys()]).toEqual([...blocks.keys()]);
			for (const [name, content] of blocks) {
				expect([name, rowsIn(translated.get(name)!)]).toEqual([name, rowsIn(content)]);
			}
			expect(tablesIn(typedIn(chinese))).toEqual(tablesIn(typedIn(english)));
			expect(rowsIn(typedIn(chinese))).toBe(rowsIn(typedIn(english)));
		});

		it('have the same code blocks', () => {
			expect(typedIn(chinese).match(FENCE)).toEqual(typedIn(english).match(FENCE));
		});

		it('have as many list items and the same links outside the tables', () => {
			const items = (text: string) => typedIn(text).match(/^(?:-|\d+\.) /gm)?.length;
			// Headings are translated, so anchors differ; that each exists is tested below.
			const targets = (file: string, text: string) =>
				[...typedIn(text).matchAll(/\]\(([^)]+)\)/g)]
					.map(([, target]) => target.split('#')[0])
					.map((target) =>
						/^(?:https?:|$)/.test(target) ? target : path.join(path.dirname(file), target).replace('docs/zh-CN/', 'docs/'),
					)
					.sort();
			expect(items(chinese)).toBe(items(english));
			expect(targets(zh, chinese)).toEqual(targets(en, english));
		});

		it('write Chinese with full-width punctuation, and a blank beside Latin letters and digits', () => {
			const prose = typedIn(chinese)
				.replace(FENCE, '')
				.replace(/`[^`]*`/g, '`')
				.replace(/\]\([^)]*\)/g, ']')
				.replace(/[*]/g, '');
			expect(prose.match(/.{0,6}(?:\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}).{0,6}/gu) ?? []).toEqual([]);
			expect(prose.match(/.{0,6}\p{Script=Han}[,;:!?](?!\/\/).{0,6}/gu) ?? []).toEqual([]);
		});

		it.each([
			['en', english],
			['zh', chinese],
		] as const)('call fields and choices by their labels (%s)', (language, text) => {
			const generated = [...blocksIn(ALL[language]).values()].join('\n');
			const bold = [...typedIn(text).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words);
			const isLabel = (words: string) => generated.includes(`| ${words} |`) || generated.includes(`\` ${words}`);
			expect(bold.filter((words) => !FOREIGN_LABELS[language].includes(words) && !isLabel(words))).toEqual([]);
		});
	});

	it.each(['en', 'zh'] as const)('have every code of the sources (%s)', (language) => {
		const sources = ['alipay', 'zhima', 'nodes', 'credentials'].flatMap((room) => filesIn(room, '.ts')).map(read);
		const codes = sources.flatMap((text) => [...text.matchAll(/'(ERR_[A-Z0-9_]+)'/g)].map(([, code]) => code));
		// A missing code needs an example in scripts/reference/*-messages.ts, then `npm run reference`.
		const missing = [...new Set(codes)].filter(
			(code) => !FOREIGN_CODE.test(code) && !ALL[language].includes(`\`${code}\``),
		);
		expect(missing).toEqual([]);
		expect(codes.length).toBeGreaterThan(20);
	});
});

/** Every Markdown file of the repository. */
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'], {
	cwd: ROOT,
	encoding: 'utf8',
})
	.split('\n')
	.filter((file) => file !== '' && existsSync(path.join(ROOT, file)));

test.each(PAGES)('%s names commands that exist', (file) => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const named = [...read(file).matchAll(/npm (?:run )?(test(?::\w+)?|demo|bench|dev|build|readme|reference|mutation)\b/g)];
	expect(named.map(([, name]) => name).filter((name) => !(name in scripts))).toEqual([]);
});

/** The anchors that GitHub gives to the headings of a page. */
const anchorsIn = (file: string): string[] =>
	[...read(file).replace(FENCE, '').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);

describe.each(PAGES)('%s', (file) => {
	const targets = linksIn(read(file)).filter((target) => !/^(?:https?:|mailto:)/.test(target));
	const fileOf = (target: string): string =>
		target.startsWith('#') ? file : path.join(path.dirname(file), decodeURI(target.split('#')[0]));

	it('links to files that exist', () => {
		expect(targets.filter((target) => !existsSync(path.join(ROOT, fileOf(target))))).toEqual([]);
	});

	it('links to headings that exist', () => {
		const broken = targets
			.filter((target) => target.includes('#') && existsSync(path.join(ROOT, fileOf(target))))
			.filter((target) => !anchorsIn(fileOf(target)).includes(decodeURI(target.split('#')[1])));
		expect(broken).toEqual([]);
	});
});
