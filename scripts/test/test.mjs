/** `npm test`: every check that needs no system package. */
import { ensureInstall } from '../install/ensure-install.mjs';
import { command, jest, REPORTS, runChecks } from './run-checks.mjs';
import { join } from 'node:path';

/** What depends on the tables of characters that a Node.js brings. */
const CHARSET_TESTS = ['test/alipay/charset', 'test/alipay/response/response-charset', 'test/sandbox/wire'];

/** A check by Jest on the Node.js that n8n wants, where that is another one. */
const onNodeOfN8n = (check) => ({
	...check,
	command: process.execPath,
	args: ['--import', 'tsx', 'scripts/test/on-node-of-n8n.ts', 'node_modules/jest/bin/jest.js', ...check.args],
});

/** The machine's own zone, Beijing's, one behind and one ahead of UTC by broken hours. */
const ZONES = ['UTC', 'Asia/Shanghai', 'America/St_Johns'];

await ensureInstall();

await runChecks('test', [
	command('types', 'tsc', ['-p', '.']),
	command('lint of what ships', 'eslint', ['package.json', 'nodes', 'credentials', 'alipay', 'zhima', 'i18n']),
	command('lint of the rest', 'eslint', [
		'-c',
		'eslint.dev.config.mjs',
		...['gulpfile.js', 'jest.config.js', 'index.js', 'scripts', 'sandbox', 'test'],
	]),
	...ZONES.map((zone) => jest('unit', { zone })),
	jest('sandbox'),
	onNodeOfN8n(jest(['unit', 'sandbox'], { name: "charsets on n8n's Node.js", args: CHARSET_TESTS })),
	command('build', 'gulp', ['build']),
	jest('engine'),
	jest('package', { args: ['-i'] }),
	{
		...command('demo in a real n8n', process.execPath, ['--import', 'tsx', 'sandbox/demo/demo.ts', '--exit']),
		report: join(REPORTS, 'demo.json'),
	},
]);
