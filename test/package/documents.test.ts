/** The documents held against what they speak of. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const manifest = JSON.parse(read('package.json')) as {
	version: string;
	devDependencies: Record<string, string>;
};

test('docs/dependencies.md gives a reason for every dependency, and for no other', () => {
	const [taken] = read('docs/dependencies.md').split('## Considered and not taken');
	const named = [...taken.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
	expect([...named].sort()).toEqual(Object.keys(manifest.devDependencies).sort());
});

test('docs/dependencies.md gives the licence that the package itself gives', () => {
	const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)];
	const wrong = rows
		.filter(([, name]) => existsSync(path.join(ROOT, 'node_modules', name, 'package.json')))
		.filter(([, name]) => name in manifest.devDependencies)
		.filter(([, name, licence]) => {
			const given = (JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string }).license;
			return given.startsWith('SEE LICENSE') ? !licence.includes('Sustainable Use') : given !== licence.trim();
		});
	expect(wrong).toEqual([]);
});

test('CHANGELOG.md tells of the version that package.json has', () => {
	expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${manifest.version.replaceAll('.', '\\.')}\\b`, 'm'));
});
