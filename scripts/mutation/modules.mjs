/**
 * TypeScript modules of the project, compiled once and loaded again as often as needed: what one
 * mutant changed in a module's tables must not be there for the next. Packages stay loaded.
 */
import { transformSync } from '@swc/core';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import vm from 'node:vm';

const OPTIONS = {
	jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
	module: { type: 'commonjs' },
};

const compiled = new Map();

const compile = (filename) => {
	let script = compiled.get(filename);
	if (script === undefined) {
		const { code } = transformSync(readFileSync(filename, 'utf8'), { ...OPTIONS, filename });
		script = new vm.Script(Module.wrap(code), { filename });
		compiled.set(filename, script);
	}
	return script;
};

const requireOf = (module) => {
	const requireIn = (id) => module.require(id);
	return Object.assign(requireIn, { resolve: createRequire(module.filename).resolve });
};

/** Key pairs by what was asked for, in the order in which a file asks: making them takes most of the time. */
const pairs = new Map();
let asked = new Map();

function keepKeyPairs() {
	const { generateKeyPairSync } = crypto;
	crypto.generateKeyPairSync = (...given) => {
		const kind = JSON.stringify(given);
		const times = (asked.get(kind) ?? 0) + 1;
		asked.set(kind, times);
		const key = `${kind} ${times}`;
		if (!pairs.has(key)) pairs.set(key, generateKeyPairSync(...given));
		return pairs.get(key);
	};
}

/** The language's own objects, as they were before any package added to them (n8n's gives BigInt a `toJSON`). */
const INTRINSICS = [Object, Array, String, Number, BigInt, Boolean, Symbol, Date, RegExp, Map, Set, Promise, Error]
	.flatMap((each) => [each, each.prototype])
	.concat(JSON, Math, Intl)
	.map((object) => [object, Object.getOwnPropertyDescriptors(object)]);

function restoreIntrinsics() {
	for (const [object, before] of INTRINSICS) {
		for (const name of Reflect.ownKeys(object)) {
			if (!Object.hasOwn(before, name)) delete object[name];
		}
		for (const name of Reflect.ownKeys(before)) {
			const { configurable, value } = before[name];
			if (!configurable || !('value' in before[name])) continue;
			if (object[name] !== value) Object.defineProperty(object, name, before[name]);
		}
	}
}

/** @param replaced packages that are loaded from elsewhere: name → path */
export function prepareModules(replaced) {
	Module._extensions['.ts'] = (module, filename) => {
		const wrapper = compile(filename).runInThisContext();
		wrapper.call(module.exports, module.exports, requireOf(module), module, filename, dirname(filename));
	};
	const resolve = Module._resolveFilename;
	Module._resolveFilename = (id, ...rest) => replaced[id] ?? resolve(id, ...rest);
	keepKeyPairs();
}

/** Loads a file and everything of the project's that it needs, as if for the first time. */
export function loadAfresh(root, filename) {
	asked = new Map();
	restoreIntrinsics();
	for (const loaded of Object.keys(Module._cache)) {
		if (loaded.startsWith(root + sep) && !loaded.includes('node_modules')) delete Module._cache[loaded];
	}
	return createRequire(filename)(filename);
}
