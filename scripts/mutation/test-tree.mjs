/**
 * `describe`, `test` and the hooks as jest has them, for running chosen tests many times over in one
 * process. Only what this project's tests use is here; anything else is missing and so is noticed.
 */
import { format } from 'node:util';

/** A test that takes longer hangs; jest's own limit. */
const LIMIT_MS = 5000;

const newBlock = (name, parent) => ({
	name,
	parent,
	beforeAll: [],
	afterAll: [],
	beforeEach: [],
	afterEach: [],
});

/** A table of lists is a table of arguments; any other one holds one argument a row. */
const rowsOf = (table) => (table.every(Array.isArray) ? table : table.map((row) => [row]));

/** `$name` and `%s` filled in from a row. */
const titleOf = (title, row) => {
	const [first] = row;
	const named =
		typeof first === 'object' && first !== null
			? title.replace(/\$(\w+)/g, (whole, key) => (key in first ? String(first[key]) : whole))
			: title;
	const slots = named.match(/%[sdifjop]/g)?.length ?? 0;
	return format(named, ...row.slice(0, slots));
};

const withEach = (define) =>
	Object.assign(define, {
		each: (table) => (title, body, limit) => {
			for (const row of rowsOf(table)) define(titleOf(title, row), () => body(...row), limit);
		},
	});

/** The tests that a file defines, in its order, each with the blocks around it; and the functions that define them. */
export function newTree() {
	const root = newBlock('', undefined);
	const tests = [];
	const count = new Map();
	let block = root;

	const pathOf = (name) => {
		const names = [name];
		for (let at = block; at.parent !== undefined; at = at.parent) names.unshift(at.name);
		const path = names.join(' › ');
		const times = (count.get(path) ?? 0) + 1;
		count.set(path, times);
		return times === 1 ? path : `${path} (${times})`;
	};
	const test = withEach((name, body, limit = LIMIT_MS) => {
		tests.push({ name: pathOf(name), block, body, limit });
	});
	const describe = withEach((name, body) => {
		block = newBlock(name, block);
		body();
		block = block.parent;
	});
	const hook = (kind) => (body) => block[kind].push(body);
	const names = {
		test,
		it: test,
		describe,
		beforeAll: hook('beforeAll'),
		afterAll: hook('afterAll'),
		beforeEach: hook('beforeEach'),
		afterEach: hook('afterEach'),
	};
	return { tests, names };
}

/** The blocks around a test, the outermost first. */
const around = ({ block }) => {
	const blocks = [];
	for (let at = block; at !== undefined; at = at.parent) blocks.unshift(at);
	return blocks;
};

/** Called with an error that is thrown in a callback, where nobody awaits it. */
let fail = () => undefined;
process.on('uncaughtException', (error) => fail(error));
process.on('unhandledRejection', () => undefined);

async function within(limit, body) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`takes longer than ${limit} ms`)), limit);
		fail = reject;
	});
	try {
		await Promise.race([Promise.resolve().then(body), late]);
	} finally {
		clearTimeout(timer);
	}
}

async function runAll(bodies) {
	for (const body of bodies) await within(LIMIT_MS, body);
}

/** Runs one test with the hooks of its blocks; undefined, or what it threw. */
async function runTest(test) {
	const blocks = around(test);
	let fault;
	try {
		await runAll(blocks.flatMap(({ beforeEach }) => beforeEach));
		await within(test.limit, test.body);
	} catch (error) {
		fault = error ?? new Error('nothing was thrown');
	}
	try {
		await runAll(blocks.toReversed().flatMap(({ afterEach }) => afterEach));
	} catch (error) {
		fault ??= error;
	}
	return fault;
}

/**
 * Runs the tests one after the other, entering each block once. `begin` is called before a test's
 * hooks, `end` with its result; where `end` returns false, the run stops.
 */
export async function runTests(tests, begin, end) {
	const entered = new Set();
	try {
		for (const test of tests) {
			begin(test);
			const started = performance.now();
			let fault;
			try {
				for (const block of around(test)) {
					if (entered.has(block)) continue;
					entered.add(block);
					await runAll(block.beforeAll);
				}
				fault = await runTest(test);
			} catch (error) {
				fault = error;
			}
			if (!end(test, fault, performance.now() - started)) return;
		}
	} finally {
		for (const block of [...entered].reverse()) await runAll(block.afterAll).catch(() => undefined);
	}
}
