/** docs/adding-an-api.md followed to the letter, in a copy of the repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const ROOMS = ['alipay', 'credentials', 'docs', 'i18n', 'icons', 'nodes', 'sandbox', 'scripts', 'zhima'];
const BESIDE = ['README.md', 'README.zh-CN.md', 'eslint.config.mjs', 'gulpfile.js', 'index.js', 'package.json', 'tsconfig.json'];
const METHOD = 'zhima.example.thing.report';
const LANGUAGES = ['en', 'zh'] as const;
type Language = (typeof LANGUAGES)[number];

interface Block {
	readonly action: 'file' | 'add-to';
	readonly target: string;
	readonly text: string;
}

const page = readFileSync(path.join(ROOT, 'docs/adding-an-api.md'), 'utf8');

const blocks: readonly Block[] = [
	...page.matchAll(/^```\w+ (file|add-to)=(\S+)\n([\s\S]*?)^```$/gm),
].map(([, action, target, text]) => ({ action: action as Block['action'], target, text }));

const addTo: Readonly<Record<string, (folder: string, text: string) => void>> = {
	'zhima/index.ts': (folder, text) => appendFileSync(path.join(folder, 'zhima/index.ts'), text),
	'package.json': (folder, text) => {
		const file = path.join(folder, 'package.json');
		const manifest = JSON.parse(readFileSync(file, 'utf8')) as { n8n: { nodes: string[] } };
		manifest.n8n.nodes.push(JSON.parse(text) as string);
		writeFileSync(file, JSON.stringify(manifest, null, 2));
	},
	'index.js': (folder, text) => {
		const file = path.join(folder, 'index.js');
		writeFileSync(file, readFileSync(file, 'utf8').replace(/^\};$/m, `${text}};`));
	},
};

const follow = (folder: string, { action, target, text }: Block): void => {
	if (action === 'add-to') return addTo[target](folder, text);
	const file = path.join(folder, target);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
};

let folder: string;

const node = (...args: string[]): string =>
	execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

/** What a check prints; `''` where it has nothing to say. */
const issuesOf = (...args: string[]): string => {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: folder,
		encoding: 'utf8',
		// With jest's `test` n8n's rules take every file for `Test.node.ts`.
		env: { ...process.env, NODE_ENV: 'development' },
	});
	return status === 0 ? '' : `${stdout}${stderr}`;
};

const tool = (name: string): string => path.join(ROOT, 'node_modules', name);

/** What the copy's own code makes of the new data, in one language. */
const TRIAL = `
	Object.assign(globalThis, { ZHIMA_LANGUAGE: process.argv[2] });
	const zhima = require('./zhima');
	const { formFields } = require('./nodes/form/form-fields');
	const api = zhima.thingReport;
	const now = new Date('2026-11-23T02:30:00Z');
	const plan = zhima.planColumns(api, ['物品编号', 'thingState', 'thing_cnt', '备注']);
	const read = (row) => zhima.readRow(api, zhima.rowFromColumns(plan, row), { now, headings: plan.headings });
	console.log(JSON.stringify({
		form: formFields(api).map(({ name, displayName }) => [name, displayName]),
		plan,
		right: read({ '物品编号': 'T001', thingState: '空闲', thing_cnt: '1,200' }),
		wrong: read({ '物品编号': '001', thingState: 'x', thing_cnt: '12345' }),
		keys: zhima.orderKeysOf(api, { thing_code: 'T001' }),
	}));
`;

interface Trial {
	form: Array<[name: string, displayName: string]>;
	plan: { headings: Record<string, string>; ignored: string[]; issues: unknown[] };
	right: { ok: boolean; content: Record<string, string> };
	wrong: { ok: boolean; issues: Array<{ field: string; message: string; advice: string }> };
	keys: string[];
}

const attempt: Partial<Record<Language, Trial>> = {};

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'adding-an-api-'));
	for (const name of [...ROOMS, ...BESIDE]) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
	for (const block of blocks) follow(folder, block);
	writeFileSync(path.join(folder, 'trial.ts'), TRIAL);
	for (const language of LANGUAGES) {
		attempt[language] = JSON.parse(node('--import', 'tsx', 'trial.ts', language)) as Trial;
	}
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page gives a block for every step', () => {
	expect(blocks.map(({ action, target }) => `${action} ${target}`)).toEqual([
		`file zhima/apis/${METHOD}.ts`,
		'add-to zhima/index.ts',
		'file nodes/ZhimaThingReport/ZhimaThingReport.node.ts',
		'file nodes/ZhimaThingReport/ZhimaThingReport.node.json',
		'add-to package.json',
		'add-to index.js',
		'file docs/reference/thing-report.md',
		'file docs/zh-CN/reference/thing-report.md',
	]);
});

test('has no type errors', () => {
	writeFileSync(
		path.join(folder, 'tsconfig.trial.json'),
		JSON.stringify({ extends: './tsconfig.json', include: ['nodes', 'zhima', 'i18n'] }),
	);
	expect(issuesOf(tool('typescript/bin/tsc'), '-p', 'tsconfig.trial.json')).toBe('');
}, 120_000);

test("n8n's lint has nothing to say", () => {
	expect(
		issuesOf(tool('eslint/bin/eslint.js'), 'package.json', 'nodes/ZhimaThingReport', `zhima/apis/${METHOD}.ts`),
	).toBe('');
}, 120_000);

test.each([
	['en', 'Thing Code', 'Enter the letter T followed by digits.'],
	['zh', '物品编号', '请填写字母 T 加数字。'],
] as const)('it has a form, columns and checks in %s', (language, label, shape) => {
	const { form, plan, right, wrong, keys } = attempt[language]!;
	expect(form).toContainEqual(['thingCode', label]);
	expect(form.map(([name]) => name)).toEqual([
		'inputMode',
		'columnsNotice',
		'missingColumns',
		'thingCode',
		'thingState',
		'reportTime',
		'additionalFields',
		'options',
	]);
	expect(plan.headings).toEqual({ thing_code: '物品编号', thing_state: 'thingState', thing_cnt: 'thing_cnt' });
	expect(plan.ignored).toEqual(['备注']);
	expect(plan.issues).toEqual([]);
	expect(right).toMatchObject({
		ok: true,
		content: { thing_code: 'T001', thing_state: 'IDLE', report_time: '2026-11-23 10:30:00', thing_cnt: '1200' },
	});
	expect(wrong.ok).toBe(false);
	expect(wrong.issues.map(({ field }) => field)).toEqual(['thing_code', 'thing_state', 'thing_cnt']);
	expect(wrong.issues[0].advice).toContain(shape);
	expect(keys).toEqual(['[["thing_code","T001"]]']);
});

test.each([
	['en', 'Zhima Thing Report', 'Thing State', '物品状态'],
	['zh-CN', '芝麻物品上报', '物品状态', 'Thing State'],
])('it is built in %s', (language, name, present, absent) => {
	node(tool('gulp/bin/gulp.js'), 'build', '--lang', language);
	const script = `
		const { ZhimaThingReport } = require('.');
		console.log(JSON.stringify(new ZhimaThingReport().description));`;
	const description = JSON.parse(node('-e', script)) as { displayName: string; name: string };
	expect(description).toMatchObject({ displayName: name, name: 'zhimaThingReport' });
	const labels = JSON.stringify(description, (key, value: unknown) => (key === 'options' ? undefined : value));
	expect(labels).toContain(`"displayName":"${present}"`);
	expect(labels).not.toContain(`"displayName":"${absent}"`);
}, 120_000);

test('the reference pages get their tables in both languages', () => {
	node('--import', 'tsx', 'scripts/reference/make-reference.ts');
	const [english, chinese] = ['docs/reference', 'docs/zh-CN/reference'].map((place) =>
		readFileSync(path.join(folder, place, 'thing-report.md'), 'utf8'),
	);
	expect(english).toContain(
		'| `thing_code` | Thing Code | yes | 8 | Number of the thing | `T001` | `thingCode`, `物品编号` |',
	);
	expect(chinese).toContain(
		'| `thing_code` | 物品编号 | 是 | 8 | 物品编号 | `T001` | `thingCode`, `物品编号` |',
	);
	expect(english).toContain('| `THING_NOT_FOUND` | The thing does not exist |');
}, 120_000);
