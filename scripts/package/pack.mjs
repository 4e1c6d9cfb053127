/**
 * Packs the package in one language, as it is published: `node scripts/package/pack.mjs [--lang en|zh-CN]`.
 * Prints the tarball's path. It is built in its own folder, so that `dist/` stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT } from '../test/run-checks.mjs';

/** Files beside `dist/` in the tarball. */
const BESIDE = ['index.js', 'LICENSE.md'];
const README = { en: 'README.md', 'zh-CN': 'README.zh-CN.md' };

/**
 * The documents that a README links to are not in the tarball, so in what is published its links and pictures
 * lead to GitHub, to the version's own tag.
 *
 * @param {string} text Markdown of a file in the repository's root
 * @param {{ version: string, homepage: string }} manifest
 */
function withGithubLinks(text, { version, homepage }) {
	const raw = homepage.replace('https://github.com/', 'https://raw.githubusercontent.com/');
	return text.replace(/(!?)(\[[^\]]*\])\((?!https?:|mailto:|#)([^)\s]+)\)/g, (_, picture, label, target) =>
		picture === '!' ? `!${label}(${raw}/v${version}/${target})` : `${label}(${homepage}/blob/v${version}/${target})`,
	);
}

/**
 * @param {'en' | 'zh-CN'} language
 * @returns {{ folder: string, tarball: string }} the unpacked package and its tarball
 */
export function pack(language) {
	// A folder for each process, so that two of them never delete each other's files.
	const folder = join(ROOT, '.cache', 'stage', `${language}-${process.pid}`);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const gulp = join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	execFileSync(process.execPath, [gulp, 'build', '--lang', language, '--out', join(folder, 'dist')], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	for (const file of BESIDE) cpSync(join(ROOT, file), join(folder, file));
	const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const readme = readFileSync(join(ROOT, README[language]), 'utf8');
	writeFileSync(join(folder, 'README.md'), withGithubLinks(readme, manifest));
	if (language !== 'en') manifest.publishConfig = { ...manifest.publishConfig, tag: 'zh' };
	writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
	const output = execFileSync('npm', ['pack', '--json'], { cwd: folder, encoding: 'utf8' });
	const [{ filename }] = JSON.parse(output.slice(output.indexOf('[')));
	return { folder, tarball: join(folder, filename) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const at = process.argv.indexOf('--lang');
	console.log(pack(at === -1 ? 'en' : process.argv[at + 1]).tarball);
}
