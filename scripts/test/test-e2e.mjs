/**
 * `npm run test:e2e`: the package in a real n8n, in a real browser, and with several workers.
 * These checks need programs of the system; missing ones are listed before anything runs.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { jest, runChecks } from './run-checks.mjs';
import { ensureInstall } from '../install/ensure-install.mjs';

/** `npm run test:e2e -- --pictures` retakes the README's pictures in docs/images. */
const takesPictures = process.argv.includes('--pictures');

const onPath = (name) =>
	(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

const POSTGRES_HOME = '/usr/lib/postgresql';

/** Debian keeps PostgreSQL's programs off the path, one folder for each version. */
const hasPostgres = () =>
	onPath('initdb') ||
	(existsSync(POSTGRES_HOME) &&
		readdirSync(POSTGRES_HOME).some((version) => existsSync(join(POSTGRES_HOME, version, 'bin/initdb'))));

const hasChromium = () =>
	existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium') || existsSync('/usr/bin/chromium-browser');

const NEEDED = [
	{ what: 'Chromium', packages: ['chromium'], isThere: hasChromium },
	{
		what: 'a font with Chinese characters',
		packages: ['fonts-noto-cjk'],
		isThere: () => ['/usr/share/fonts/opentype/noto', '/System/Library/Fonts'].some((place) => existsSync(place)),
	},
	{ what: 'Redis (redis-server)', packages: ['redis-server'], isThere: () => onPath('redis-server') },
	{ what: 'PostgreSQL (initdb, postgres)', packages: ['postgresql'], isThere: hasPostgres },
	{ what: 'LibreOffice (soffice), which makes spreadsheets', packages: ['libreoffice-calc'], isThere: () => onPath('soffice') },
];

const missing = NEEDED.filter(({ isThere }) => !isThere());

if (missing.length > 0) {
	console.error('The end-to-end tests need these programs, which are missing:');
	for (const { what } of missing) console.error(`  - ${what}`);
	const packages = missing.flatMap((each) => each.packages).join(' ');
	console.error(`On Debian and Ubuntu: sudo apt-get install --no-install-recommends ${packages}`);
	process.exitCode = 1;
} else {
	await ensureInstall();
	await runChecks('e2e', [
		{ ...jest('e2e-browser', { args: ['--runInBand'] }), env: { ZHIMA_PICTURES: takesPictures ? '1' : '' } },
		jest('e2e-queue', { args: ['--runInBand'] }),
		jest('e2e-sheets'),
		jest('e2e-versions'),
	]);
}
