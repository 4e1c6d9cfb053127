/**
 * fast-check with few runs and always the same ones: under mutation a test runs thousands of times,
 * and must say the same of the same mutant every time.
 */
const { dirname, join } = require('node:path');
const home = dirname(require.resolve('fast-check/package.json'));
const { main } = require('fast-check/package.json');
const fastCheck = require(join(home, main));

const RUNS = 30;
const few = (given = {}) => ({ ...given, numRuns: Math.min(given.numRuns ?? RUNS, RUNS), seed: 20261124 });

const assert = (property, given) => fastCheck.assert(property, few(given));
const fewer = { ...fastCheck, assert };

module.exports = { ...fewer, default: fewer, __esModule: true };
