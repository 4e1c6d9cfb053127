/** Both READMEs and the documents: up to date, equal in build, and with no link into nothing. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const READMES = { en: read('README.md'), zh: read('README.zh-CN.md') };

const BLOCK = /<!-- table: ([^>]+?) -->\n([\s\S]*?)<!-- \/table -->/g;

const FENCE = /^( *)```[\s\S]*?^\1```$/gm;

const blocksIn = (text: string): ReadonlyMap<string, string> =>
	new Map([...text.matchAll(BLOCK)].map(([, name, content]) => [name, content]));

/** What was typed: without the blocks that are made. */
const typedIn = (text: string): string => text.replace(BLOCK, '');

const headingsIn = (text: string): string[] =>
	[...text.replace(FENCE, '').matchAll(/^(#+) /gm)].map(([, marks]) => marks);

const tablesIn = (text: string): string[] =>
	[...text.matchAll(/^\|(?: --- \|)+$/gm)].map(([line]) => line);

const rowsIn = (table: string): number => table.split('\n').filter((line) => line.startsWith('|')).length;

/** Names that are n8n's or Alipay's own, in bold beside the labels of ours. */
const THEIRS = {
	en: [
		'Settings → Community nodes → Install',
		'Install',
		'APPID',
		'application public key',
		"Alipay's public key",
		'Zhima API',
		'On Error',
		'Stop Workflow',
		'Continue',
		'Continue (using error output)',
		'POST',
		'Authentication → Predefined Credential Type → Zhima API',
		'Send Body',
		'Options → Response → Response Format → JSON',
	],
	zh: [
		'Settings → Community nodes → Install',
		'Install',
		'APPID',
		'应用公钥',
		'芝麻信用 API',
		'On Error',
		'Stop Workflow',
		'Continue',
		'Continue (using error output)',
		'POST',
		'Authentication → Predefined Credential Type → 芝麻信用 API',
		'Send Body',
		'Options → Response → Response Format',
		'JSON',
	],
};

const sourcesIn = (room: string): string[] =>
	readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(room, file));

/** Codes of the system and of axios are looked for, not given. */
const FOREIGN = /^ERR_(?:FR|SSL|TLS)_/;

test('the tables are up to date with the code', () => {
	const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/reference/make-reference.ts', '--check'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	expect(stderr).not.toContain('Not up to date');
	expect(status).toBe(0);
}, 60_000);

describe('the two READMEs', () => {
	it('have the same headings', () => {
		expect(headingsIn(READMES.zh)).toEqual(headingsIn(READMES.en));
		expect(headingsIn(READMES.en).length).toBeGreaterThan(20);
	});

	it('have the same tables, with as many rows', () => {
		const [en, zh] = [blocksIn(READMES.en), blocksIn(READMES.zh)];
		expect([...zh.keys()]).toEqual([...en.keys()]);
		for (const [name, content] of en) expect([name, rowsIn(zh.get(name)!)]).toEqual([name, rowsIn(content)]);
		expect(tablesIn(typedIn(READMES.zh))).toEqual(tablesIn(typedIn(READMES.en)));
		expect(rowsIn(typedIn(READMES.zh))).toBe(rowsIn(typedIn(READMES.en)));
	});

	it('have the same code blocks', () => {
		expect(typedIn(READMES.zh).match(FENCE)).toEqual(typedIn(READMES.en).match(FENCE));
		expect(typedIn(READMES.en).match(FENCE)?.length).toBeGreaterThan(2);
	});

	it('have as many list items and the same links outside the tables', () => {
		const items = (text: string) => typedIn(text).match(/^(?:-|\d+\.) /gm)?.length;
		const links = (text: string) => [...typedIn(text).matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to).sort();
		expect(items(READMES.zh)).toBe(items(READMES.en));
		expect(links(READMES.zh)).toEqual(links(READMES.en));
	});

	it('write Chinese with full-width marks and a blank beside Latin letters and digits', () => {
		const prose = typedIn(READMES.zh)
			.replace(FENCE, '')
			.replace(/`[^`]*`/g, '`')
			.replace(/\]\([^)]*\)/g, ']')
			.replace(/[*]/g, '');
		expect(prose.match(/.{0,6}(?:\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}).{0,6}/gu) ?? []).toEqual([]);
		expect(prose.match(/.{0,6}\p{Script=Han}[,;:!?](?!\/\/).{0,6}/gu) ?? []).toEqual([]);
	});

	it.each(['en', 'zh'] as const)('call fields and choices by their labels (%s)', (language) => {
		const made = [...blocksIn(READMES[language]).values()].join('\n');
		const bold = [...typedIn(READMES[language]).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words);
		const isLabel = (words: string) => made.includes(`| ${words} |`) || made.includes(`\` ${words}`);
		const strangers = bold.filter((words) => !THEIRS[language].includes(words) && !isLabel(words));
		expect(strangers).toEqual([]);
	});

	it('tell every code of ours', () => {
		const sources = ['alipay', 'zhima', 'nodes', 'credentials'].flatMap(sourcesIn).map(read);
		const codes = sources.flatMap((text) => [...text.matchAll(/'(ERR_[A-Z0-9_]+)'/g)].map(([, code]) => code));
		// A code that is missing wants a line in scripts/reference/error-samples.ts, then `npm run readme`.
		const missing = [...new Set(codes)].filter((code) => !FOREIGN.test(code) && !READMES.en.includes(`\`${code}\``));
		expect(missing).toEqual([]);
		expect(codes.length).toBeGreaterThan(20);
	});

	it('name commands that there are', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const named = [...READMES.en.matchAll(/npm (?:run )?(test(?::\w+)?|demo|bench|dev|build|readme)\b/g)].map(([, name]) => name);
		expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
	});
});

const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'], {
	cwd: ROOT,
	encoding: 'utf8',
})
	.split('\n')
	.filter((file) => file !== '' && existsSync(path.join(ROOT, file)));

test.each(PAGES)('%s links to what is there', (file) => {
	const text = read(file).replace(FENCE, '').replace(/`[^`]*`/g, '');
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
	const broken = targets
		.filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
		.filter((target) => !existsSync(path.join(ROOT, path.dirname(file), decodeURI(target.split('#')[0]))));
	expect(broken).toEqual([]);
});
