'use strict';

/**
 * Builds the package into `dist/`, in one language: each node and the credential bundled with all they
 * need, so that the package has no dependencies; what several of them need is in `dist/shared/`.
 *
 *   gulp build [--lang en|zh-CN] [--out dist]
 *   gulp watch
 */
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const gulp = require('gulp');
const ts = require('typescript');

const ROOMS = ['nodes', 'credentials', 'alipay', 'zhima', 'i18n'];
const LANGUAGES = { en: 'en', 'zh-CN': 'zh', zh: 'zh' };

function argument(name, fallback) {
	const at = process.argv.indexOf(`--${name}`);
	const value = at === -1 ? undefined : process.argv[at + 1];
	return value ?? fallback;
}

function chosenLanguage() {
	const asked = argument('lang', 'en');
	const language = LANGUAGES[asked];
	if (language) return language;
	throw new Error(`--lang ${asked} isn't valid. Use one of: ${Object.keys(LANGUAGES).join(', ')}`);
}

const out = () => path.resolve(__dirname, argument('out', 'dist'));

/** The ranges of source text that hold the other language's member of each `{ en, zh }` literal. */
function otherLanguageRanges(source, language) {
	const ranges = [];
	const visit = (node) => {
		if (ts.isObjectLiteralExpression(node) && node.properties.length === 2) {
			const names = node.properties.map((each) => each.name?.getText(source));
			if (names.includes('en') && names.includes('zh')) {
				const kept = names.indexOf(language);
				const [first, second] = node.properties;
				ranges.push(
					kept === 0
						? [first.getEnd(), second.getEnd()]
						: [first.getFullStart(), second.getFullStart()],
				);
				visit(node.properties[kept]);
				return;
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return ranges;
}

/** The source with one language only. What was cut out is replaced by its line breaks, so that lines keep their numbers. */
function inOneLanguage(text, file, language) {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	let result = text;
	for (const [start, end] of otherLanguageRanges(source, language).sort((a, b) => b[0] - a[0])) {
		const breaks = result.slice(start, end).replace(/[^\n]/g, '');
		result = result.slice(0, start) + breaks + result.slice(end);
	}
	return result;
}

const oneLanguage = (language) => ({
	name: 'one-language',
	setup(build) {
		const rooms = new RegExp(`^${__dirname.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}[\\\\/](${ROOMS.join('|')})[\\\\/].*\\.ts$`);
		build.onLoad({ filter: rooms }, async ({ path: file }) => ({
			contents: inOneLanguage(await fs.promises.readFile(file, 'utf8'), file, language),
			loader: 'ts',
		}));
	},
});

function entryPoints() {
	const nodes = fs
		.readdirSync(path.join(__dirname, 'nodes'))
		.map((name) => path.join('nodes', name, `${name}.node.ts`))
		.filter((file) => fs.existsSync(path.join(__dirname, file)));
	const credentials = fs
		.readdirSync(path.join(__dirname, 'credentials'))
		.filter((name) => name.endsWith('.credentials.ts'))
		.map((name) => path.join('credentials', name));
	return [...nodes, ...credentials];
}

/**
 * What each file holds, by its path. esbuild shares code among entry points in ES modules only, so they
 * are made as such and then turned into the CommonJS that n8n requires. Shared code is loaded once, and
 * what is imported with `import()` is in a file of its own, loaded when it is needed.
 */
async function bundled() {
	const language = chosenLanguage();
	const { outputFiles } = await esbuild.build({
		absWorkingDir: __dirname,
		entryPoints: entryPoints(),
		outdir: out(),
		outbase: '.',
		chunkNames: 'shared/[name]_[hash]',
		bundle: true,
		splitting: true,
		write: false,
		platform: 'node',
		target: 'node20',
		format: 'esm',
		charset: 'utf8',
		legalComments: 'inline',
		// The nodes are recognized by their class names.
		keepNames: false,
		external: ['n8n-workflow', 'node:crypto'],
		// A library that looks for a browser does so through globalThis, which n8n's reviewers do not allow.
		define: { ZHIMA_LANGUAGE: JSON.stringify(language), globalThis: 'undefined' },
		plugins: [oneLanguage(language)],
		logLevel: 'warning',
	});
	const commonJs = async ({ path: file, text }) => {
		const { code } = await esbuild.transform(text, {
			platform: 'node',
			target: 'node20',
			format: 'cjs',
			charset: 'utf8',
			legalComments: 'inline',
			supported: { 'dynamic-import': false },
		});
		return [file, code];
	};
	return new Map(await Promise.all(outputFiles.map(commonJs)));
}

/** Shared files carry a hash in their names: those of earlier builds are removed. */
async function bundle() {
	const files = await bundled();
	// Shared files come last in the list and are written first, so that no face names one that is not there.
	for (const [file, code] of [...files].reverse()) {
		await fs.promises.mkdir(path.dirname(file), { recursive: true });
		await fs.promises.writeFile(file, code);
	}
	const shared = path.join(out(), 'shared');
	const found = await fs.promises.readdir(shared).catch(() => []);
	const stale = found.map((name) => path.join(shared, name)).filter((file) => !files.has(file));
	for (const file of stale) await fs.promises.rm(file);
}

const copyIcons = () => gulp.src('icons/*.svg', { encoding: false }).pipe(gulp.dest(path.join(out(), 'icons')));
const copyCodex = () =>
	gulp.src('nodes/*/*.node.json', { base: '.' }).pipe(gulp.dest(out()));

async function clean() {
	await fs.promises.rm(out(), { recursive: true, force: true });
}

const build = gulp.series(clean, gulp.parallel(bundle, copyIcons, copyCodex));

function watch() {
	const sources = [...ROOMS.map((room) => `${room}/**/*.{ts,json}`), 'icons/*.svg'];
	return gulp.watch(sources, gulp.parallel(bundle, copyIcons, copyCodex));
}

exports.build = build;
exports.default = build;
exports.watch = gulp.series(build, watch);
