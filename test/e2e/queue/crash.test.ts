/** n8n itself, as a single process, is killed in the middle of a run, and the same sheet is run again. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SeenCrash } from './crash-n8n';

const MINUTES = 60_000;
const folder = mkdtempSync(path.join(tmpdir(), 'zhima-crash-seen-'));
let seen: SeenCrash;

/** The scripts around n8n are ES modules, which jest does not load: they run in a process of their own. */
beforeAll(async () => {
	const file = path.join(folder, 'seen.json');
	const script = path.join(__dirname, 'crash-n8n.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const status = await new Promise((resolve) => child.once('exit', resolve));
	expect(status).toBe(0);
	seen = JSON.parse(readFileSync(file, 'utf8')) as SeenCrash;
}, 10 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('shows the execution as crashed that was killed in the middle', () => {
	expect(seen.crashed).toBe('crashed');
	expect(seen.acceptedBefore).toBeGreaterThan(0);
	expect(seen.acceptedBefore).toBeLessThan(seen.rows);
});

it('has every row accepted when the same sheet is run again, and none twice in the gateway’s books', () => {
	expect({ status: seen.status, error: seen.error }).toEqual({ status: 'success' });
	expect(seen.outcomes).toEqual({ accepted: seen.rows });
	expect([seen.entities, seen.differentCodes, seen.refused]).toEqual([seen.rows, seen.rows, 0]);
});
