/** The documents compared with what they describe. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const manifest = JSON.parse(read('package.json')) as {
	version: string;
	devDependencies: Record<string, string>;
};

test('docs/dependencies.md gives a reason for every dependency and for nothing else', () => {
	const [used] = read('docs/dependencies.md').split('## Considered and not taken');
	const named = [...used.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
	expect([...named].sort()).toEqual(Object.keys(manifest.devDependencies).sort());
});

test('docs/dependencies.md names the license that each package declares', () => {
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

test('package-lock.json has the version of package.json', () => {
	const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: Record<string, { version: string }> };
	expect([lock.version, lock.packages[''].version]).toEqual([manifest.version, manifest.version]);
});

test('CHANGELOG.md has a section for the version in package.json', () => {
	expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${manifest.version.replaceAll('.', '\\.')}\\b`, 'm'));
});
