/** Mutation testing, see docs/mutation.md. Run by `npm run mutation`. */
export default {
	testRunner: 'unit-tests',
	plugins: ['./scripts/mutation/runner.mjs', './scripts/mutation/ignore-texts.mjs'],
	mutate: [
		'{alipay,zhima}/**/*.ts',
		'!{alipay,zhima}/{index,protocol-types,api-types}.ts',
		'!alipay/{charset/gbk-table,request/signed-header}.ts',
	],
	ignorers: ['texts'],
	ignorePatterns: ['/.cache', '/dist', '/dist-zh', '/bench', '/icons', '/test/e2e', '/test/engine', '*.png'],
	coverageAnalysis: 'perTest',
	concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
	timeoutMS: 5_000,
	incremental: true,
	incrementalFile: '.cache/mutation/incremental.json',
	tempDirName: '.cache/mutation/tmp',
	reporters: ['clear-text', 'json', 'html', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false, reportMutants: false, reportTests: false },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	htmlReporter: { fileName: 'reports/mutation/mutation.html' },
	thresholds: { high: 95, low: 90, break: 85 },
};
