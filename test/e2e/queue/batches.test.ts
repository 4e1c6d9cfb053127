/** The example that hands a large sheet to many workers, with one of them lost on the way. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Seen } from './lose-a-worker';
import { ACCEPTED, codeOf, expectedOf, numbers } from './sheet';

const MINUTES = 60_000;
const folder = mkdtempSync(path.join(tmpdir(), 'zhima-queue-seen-'));
let seen: Seen;

/** The scripts around n8n are ES modules, which jest does not load: they run in a process of their own. */
beforeAll(async () => {
	const file = path.join(folder, 'seen.json');
	const script = path.join(__dirname, 'lose-a-worker.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const status = await new Promise((resolve) => child.once('exit', resolve));
	expect(status).toBe(0);
	seen = JSON.parse(readFileSync(file, 'utf8')) as Seen;
}, 30 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loses a worker with batches in hand, after both had some', () => {
	const { lost, survivor } = seen.workers;
	expect(lost.started).toBeGreaterThan(lost.finished);
	expect(lost.finished).toBeGreaterThan(0);
	expect(survivor.finished).toBeGreaterThan(0);
	expect(new Set(seen.arrived.map(([code]) => code)).size).toBeLessThan(seen.arrived.length);
});

it('ends the workflow well, with exactly one outcome for each row, in the sheet’s order', () => {
	expect({ status: seen.status, error: seen.error }).toEqual({ status: 'success' });
	expect(seen.told.map(({ 行号: row }) => row)).toEqual(numbers.map((number) => number + 1));
	expect(seen.told.map(({ 实体编号: code }) => code)).toEqual(numbers.map(codeOf));
	expect(seen.told.map(({ 结果: outcome }) => outcome)).toEqual(numbers.map(expectedOf));
});

it('has every good row accepted in the end, and no row with two different outcomes', () => {
	const good = numbers.filter((number) => expectedOf(number) === ACCEPTED).map(codeOf);
	expect([...seen.held].sort()).toEqual(good);
	const responses = new Map<unknown, Set<boolean>>();
	for (const [code, accepted] of seen.arrived) {
		responses.set(code, (responses.get(code) ?? new Set()).add(accepted));
	}
	for (const outcomes of responses.values()) expect(outcomes.size).toBe(1);
});
