import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

type Language = 'en' | 'zh-CN';

const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown> & {
	n8n: { nodes: string[]; credentials: string[] };
};

const unpacked: Partial<Record<Language, string>> = {};
/** Bytes of each tarball. */
const sizes: Partial<Record<Language, number>> = {};

function packAndUnpack(language: Language): string {
	const tarball = execFileSync(process.execPath, ['scripts/package/pack.mjs', '--lang', language], {
		cwd: ROOT,
		encoding: 'utf8',
	}).trim();
	sizes[language] = statSync(tarball).size;
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-zhima-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();

/** Under `NODE_ENV=test` n8n's own rules take every file for a test case of theirs. */
const scan = (folder: string, ...patterns: string[]) => {
	const { status, stdout } = spawnSync(process.execPath, ['scripts/package/scan.mjs', folder, ...patterns], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, NODE_ENV: 'production' },
	});
	return { status, stdout: stdout.trim() };
};

beforeAll(() => {
	for (const language of ['en', 'zh-CN'] as const) unpacked[language] = packAndUnpack(language);
}, 120_000);

afterAll(() => {
	for (const folder of Object.values(unpacked)) rmSync(folder, { recursive: true, force: true });
});

describe('package.json', () => {
	it('has no dependencies, and n8n-workflow alone as a peer', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('names the two nodes and the credential by which saved workflows know them', () => {
		expect(manifest.name).toBe('n8n-nodes-zhima');
		expect(manifest.n8n.nodes.map((file) => path.basename(file))).toEqual([
			'ZhimaBorrowEntityUpload.node.js',
			'ZhimaDataStateSync.node.js',
		]);
		expect(manifest.n8n.credentials).toEqual(['dist/credentials/ZhimaApi.credentials.js']);
	});
});

describe.each(['en', 'zh-CN'] as const)('the tarball in %s', (language) => {
	const folder = () => unpacked[language]!;

	it('contains what it names, and nothing else', () => {
		const files = filesIn(folder());
		expect(files).toEqual(expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]));
		const allowed =
			/^(package\.json|index\.js|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/(nodes\/\w+\/\w+\.node\.(js|json)|credentials\/\w+\.credentials\.js|icons\/zhima(\.dark)?\.svg|shared\/[\w-]+\.js))$/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
	});

	it('stays under 350 kB', () => {
		expect(sizes[language]).toBeGreaterThan(0);
		expect(sizes[language]).toBeLessThan(350_000);
	});

	it('has a README whose links lead to GitHub, since the documents are not in the tarball', () => {
		const text = readFileSync(path.join(folder(), 'README.md'), 'utf8').replace(/`[^`]*`/g, '');
		const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
		expect(targets.filter((target) => !/^(?:https:|#)/.test(target))).toEqual([]);
		const ours = targets
			.map((target) => /^https:\/\/[\w.]+\/n8n-nodes-zhima\/n8n-nodes-zhima\/(?:blob\/)?v([\d.]+)\/([^#]*)/.exec(target))
			.filter((found) => found !== null);
		const isBroken = ([, version, target]: string[]) =>
			version !== manifest.version || !existsSync(path.join(ROOT, target));
		expect(ours.filter(isBroken)).toEqual([]);
		expect(ours.length).toBeGreaterThan(20);
	});

	it("passes n8n's scanner", () => {
		expect(scan(folder(), '**/*.js', 'package.json')).toEqual({ status: 0, stdout: 'passed' });
	}, 120_000);

	it('loads, and gives the two nodes and the credential', () => {
		const script = `
			const loaded = require(${JSON.stringify(folder())});
			const describe = (name) => new loaded[name]().description;
			console.log(JSON.stringify({
				names: Object.keys(loaded).sort(),
				upload: describe('ZhimaBorrowEntityUpload').name,
				sync: describe('ZhimaDataStateSync').name,
				credential: new loaded.ZhimaApi().name,
			}));`;
		const printed = execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') } });
		expect(JSON.parse(printed)).toEqual({
			names: ['ZhimaApi', 'ZhimaBorrowEntityUpload', 'ZhimaDataStateSync'],
			upload: 'zhimaBorrowEntityUpload',
			sync: 'zhimaDataStateSync',
			credential: 'zhimaApi',
		});
	});
});

describe('the sources', () => {
	it("pass n8n's scanner", () => {
		expect(scan(ROOT, 'package.json', '{nodes,credentials}/**/*.{js,ts,json}')).toEqual({
			status: 0,
			stdout: 'passed',
		});
	}, 120_000);
});
