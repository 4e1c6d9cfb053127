const transform = {
	'^.+\\.(t|j)s$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
		},
	],
};

const project = (displayName, folders, more = {}) => ({
	displayName,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
	transform,
	transformIgnorePatterns: ['/node_modules/'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
	...more,
});

/** Rooms of tests: `unit` runs under three time zones; the others once. See scripts/test/test.mjs. */
module.exports = {
	projects: [
		project('unit', ['alipay', 'zhima', 'nodes']),
		project('sandbox', ['sandbox']),
		project('engine', ['engine']),
		project('package', ['package']),
		project('e2e-browser', ['e2e/browser'], {
			globalSetup: '<rootDir>/test/e2e/browser/set-up.ts',
			globalTeardown: '<rootDir>/test/e2e/browser/tear-down.ts',
		}),
		project('e2e-queue', ['e2e/queue']),
		project('e2e-sheets', ['e2e/sheets'], { globalSetup: '<rootDir>/test/e2e/sheets/set-up.ts' }),
		project('e2e-versions', ['e2e/versions'], { globalSetup: '<rootDir>/test/e2e/versions/set-up.ts' }),
	],
};
