/**
 * Runs the unit tests for Stryker in one process. Its own runner for Jest starts a new environment
 * for each test file and mutant, which takes about ten seconds; this one takes milliseconds.
 *
 * Loading a test file counts as its own test: what runs while modules are loaded (tables) is
 * covered by it, and a mutant that it covers is run against all tests of that file.
 */
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	TestStatus,
	toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAfresh, prepareModules } from './modules.mjs';
import { newTree, runTests } from './test-tree.mjs';

const ROOMS = ['test/alipay', 'test/zhima', 'test/nodes'];
const LEFT_OUT = [
	// Reads the sources themselves, which are changed during mutation.
	'test/zhima/languages.test.ts',
	// Counts how many of 1,500 generated rows are accepted; during mutation there are fewer.
	'test/zhima/properties.test.ts',
];

const ofJest = createRequire(createRequire(import.meta.url).resolve('jest-circus'));

/** Where mutants record that they were reached, and read which of them is active. */
const namespace = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

const LOADING = 'is loaded';

/** Where the first run notes how long each test took, for the processes that come after it. */
const TIMES = 'test-times.json';
/** Milliseconds. Tests that take longer run only when no quick one noticed the mutant. */
const QUICK = 30;

class UnitTests {
	#root = process.cwd();
	#files = [];
	#times;

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		process.env.NODE_ENV = 'test';
		prepareModules({ 'fast-check': fileURLToPath(new URL('fast-check.cjs', import.meta.url)) });
		const { expect } = ofJest('expect');
		const { ModuleMocker } = ofJest('jest-mock');
		Object.assign(globalThis, { expect, jest: new ModuleMocker(globalThis) });
		const found = ROOMS.flatMap((room) =>
			readdirSync(join(this.#root, room), { recursive: true })
				.filter((name) => name.endsWith('.test.ts'))
				.map((name) => `${room}/${name}`),
		);
		const gone = LEFT_OUT.filter((file) => !found.includes(file));
		if (gone.length > 0) throw new Error(`LEFT_OUT names files that are not there: ${gone.join(', ')}`);
		this.#files = found.filter((file) => !LEFT_OUT.includes(file));
	}

	/** Runs the chosen tests of a file; false = one failed, and the others need not run. */
	async #runFile(file, { chooses, results, stopsEarly, marks }) {
		const { tests, names } = newTree();
		Object.assign(globalThis, names);
		const idOf = (name) => `${file} › ${name}`;
		const note = (name, fault, timeSpentMs) => {
			results.push({
				id: idOf(name),
				name: idOf(name),
				fileName: join(this.#root, file),
				timeSpentMs,
				...(fault === undefined
					? { status: TestStatus.Success }
					: { status: TestStatus.Failed, failureMessage: String(fault?.stack ?? fault) }),
			});
			return fault === undefined || !stopsEarly;
		};
		const mark = (name) => {
			namespace.currentTestId = marks ? idOf(name) : undefined;
		};
		mark(LOADING);
		const started = performance.now();
		try {
			loadAfresh(this.#root, join(this.#root, file));
		} catch (error) {
			return note(LOADING, error, performance.now() - started);
		}
		let goesOn = note(LOADING, undefined, performance.now() - started);
		await runTests(
			tests.filter(({ name }) => chooses(idOf(name))),
			({ name }) => mark(name),
			({ name }, fault, timeSpentMs) => (goesOn = note(name, fault, timeSpentMs)),
		);
		return goesOn;
	}

	async #runFiles(files, options) {
		for (const file of files) {
			if (!(await this.#runFile(file, options))) return false;
		}
		return true;
	}

	#resultOf(tests) {
		namespace.currentTestId = undefined;
		const tooOften = determineHitLimitReached(namespace.hitCount, namespace.hitLimit);
		return tooOften ?? { status: DryRunStatus.Complete, tests };
	}

	async dryRun() {
		namespace.mutantCoverage = { static: {}, perTest: {} };
		const results = [];
		await this.#runFiles(this.#files, { chooses: () => true, results, stopsEarly: false, marks: true });
		this.#times = Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
		writeFileSync(TIMES, JSON.stringify(this.#times));
		return { ...this.#resultOf(results), mutantCoverage: namespace.mutantCoverage };
	}

	/** The quick tests of all files, beginning with the file that takes least time; then the slow ones. */
	async #runQuickFirst(covering, options) {
		const isOf = (file) => (id) => id.startsWith(`${file} › `);
		const isLoading = (file) => covering.has(`${file} › ${LOADING}`);
		const isQuick = (id) => this.#times[id] <= QUICK;
		const known = Object.keys(this.#times);
		const files = this.#files
			.map((file) => ({ file, ids: known.filter(isOf(file)).filter((id) => isLoading(file) || covering.has(id)) }))
			.filter(({ ids }) => ids.length > 0)
			.map(({ file, ids }) => ({
				file,
				quick: new Set(ids.filter(isQuick)),
				slow: new Set(ids.filter((id) => !isQuick(id))),
				time: ids.filter(isQuick).reduce((sum, id) => sum + this.#times[id], 0),
			}))
			.sort((one, other) => one.time - other.time);
		for (const speed of ['quick', 'slow']) {
			for (const each of files.filter((one) => one[speed].size > 0)) {
				const chooses = (id) => each[speed].has(id);
				if (!(await this.#runFile(each.file, { ...options, chooses }))) return;
			}
		}
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
		this.#times ??= JSON.parse(readFileSync(TIMES, 'utf8'));
		Object.assign(namespace, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
		const results = [];
		const covering = new Set(testFilter ?? Object.keys(this.#times));
		try {
			await this.#runQuickFirst(covering, { results, stopsEarly: !disableBail, marks: false });
			if (results.length === 0) throw new Error('no test was run');
			return toMutantRunResult(this.#resultOf(results), disableBail);
		} finally {
			Object.assign(namespace, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined });
		}
	}
}

const unitTests = () => new UnitTests();

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'unit-tests', unitTests)];
