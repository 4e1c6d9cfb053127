/** The package in the newest n8n, in the newest for Node.js 20, and in the last 1.x; see set-up.ts. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSeen, ROOT, sentenceOf } from './seen';
import { WANTED } from './wanted';

const { registry, tried, absent } = readSeen();

/** What the registry has of a package; nothing where it does not have it. */
const versionsOf = (wanted: string): string =>
	spawnSync('npm', ['view', wanted, 'version'], { cwd: ROOT, encoding: 'utf8' }).stdout.trim();

describe.each(tried)('$label: n8n $version on Node.js $nodeMajor', ({ checks }) => {
	it.each(checks)('$name', (found) => {
		expect(found).toEqual({ ...found, ok: true });
	});

	it('was looked at as the others were', () => {
		const names = checks.map(({ name }) => name);
		expect(names).toEqual(tried[0].checks.map(({ name }) => name));
		expect(names.length).toBeGreaterThan(35);
	});
});

describe('what cannot be had', () => {
	it.each(absent.map((each) => [sentenceOf(each), each.missing]))('%s', (_sentence, missing) => {
		expect(versionsOf('n8n')).not.toBe('');
		expect(versionsOf(missing)).toBe('');
	});

	it.each(WANTED)('$label n8n was tried, at least the nearest to it', ({ label, versions }) => {
		const found = tried.filter((each) => each.label === label).map(({ version }) => version);
		expect(found).toHaveLength(1);
		const before = versions.slice(0, versions.indexOf(found[0]));
		expect(absent.filter((each) => each.label === label).map(({ version }) => version)).toEqual(before);
	});
});

describe('what is wanted', () => {
	const wanted = WANTED.flatMap(({ versions }) => versions);
	const describeVersion = (version: string): string =>
		`${version}, ${wanted.includes(version) ? 'which is wanted here' : 'which was not tried: it came later'}`;

	it(`the registry’s newest n8n is ${describeVersion(registry.newest)}`, () => {
		expect(registry.newest.localeCompare(wanted[0], 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
	});

	it(`the registry’s last 1.x is ${describeVersion(registry.lastOne)}`, () => {
		const [first] = wanted.filter((version) => version.startsWith('1.'));
		expect(registry.lastOne.localeCompare(first, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
	});

	it.each(['docs/verification.md', 'README.md', 'README.zh-CN.md'])('%s names every version', (file) => {
		const text = readFileSync(path.join(ROOT, file), 'utf8');
		expect(wanted.filter((version) => !text.includes(version))).toEqual([]);
	});
});
