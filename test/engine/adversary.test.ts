/**
 * Rows and responses as an adversary would make them, through the real engine, held against a second,
 * plain reading of the documents (adversary/second-reading.ts): what is sent is what the second
 * reading says, or the row was refused; what is reported is what the response says.
 *
 * ADVERSARY_SEED=7 tries other rows.
 */
import { sign } from 'node:crypto';
import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { agrees, allowedOutcomes, PLACE, readPlainly } from './adversary/second-reading';
import type { Call, PlainResponse } from './adversary/second-reading';
import { sheets } from './adversary/sheets';
import type { Sheet } from './adversary/sheets';
import { sync, upload } from './calls';
import { runWorkflow } from './harness';
import { httpResponse, startImpostor } from './impostor';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(300_000);

const SEED = Number(process.env.ADVERSARY_SEED ?? 20_261_126);
const TYPES = { upload: upload.type, sync: sync.type } as const;
const METHODS = { upload: upload.method, sync: sync.method } as const;

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
afterAll(() => site.close());

const run = async (call: Call, items: readonly INodeExecutionData[], options: object, gatewayUrl?: string) =>
	await runWorkflow({
		items,
		node: { type: TYPES[call], parameters: { inputMode: 'columns', options }, onError: 'continueRegularOutput' },
		credential: site.credential(gatewayUrl === undefined ? {} : { gatewayUrl }),
	});

const shown = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (each instanceof Date ? { date: each.getTime() } : each));

/** What contradicts the second reading in what is sent for one row; nothing where all agrees. */
function contradictions({ call, headings }: Sheet, item: INodeExecutionData, sent: Readonly<Record<string, string>>): string[] {
	const meanings = readPlainly(call, headings, item.json);
	return [...meanings]
		.filter(([name, meaning]) => !agrees(sent[name], meaning))
		.map(([name, meaning]) => {
			const { name: heading, note } = headings.find(({ parameter }) => parameter === name || (parameter === PLACE && /tude$/.test(name)))!;
			return `${heading}(${note}): ${shown(item.json[note === '' ? heading : `${heading}(${note})`])} sent as ${shown(sent[name])}, means ${shown(meaning)}`;
		});
}

const isOrdinary = ({ json }: INodeExecutionData): boolean => typeof json === 'object' && json !== null && !Array.isArray(json);

/** Members of ours that an item which was not accepted may not bring along from its input. */
const OURS = ['verified', 'code', 'msg', 'trace_id', 'request', 'attempts'];

/** What is wrong with an item that says that its row was not accepted. */
function falseVoices(input: INodeExecutionData, json: IDataObject): string[] {
	const found = OURS.filter((name) => Object.hasOwn(json, name));
	if (json.success !== false) found.push('success');
	const { outcome, message } = (json.error ?? {}) as IDataObject;
	if (!['refused', 'notSent', 'unknown'].includes(String(outcome)) || typeof message !== 'string' || message === 'earlier') found.push('error');
	if ('outcome' in json && json.outcome !== outcome) found.push('outcome');
	return found.map((name) => `${name} is ${shown(json[name])} for ${shown(input).slice(0, 200)}`);
}

describe('20,000 rows of an adversary', () => {
	it('sends what a second reading of the documents says, or refuses the row', async () => {
		const SHEETS = 200;
		const ROWS = 100;
		const found: string[] = [];
		let sentRows = 0;
		for (const sheet of fc.sample(sheets(ROWS), { numRuns: SHEETS, seed: SEED })) {
			const { outputs, error } = await run(sheet.call, sheet.items, { dryRun: true });
			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(ROWS);
			outputs[0].forEach(({ json, pairedItem }, index) => {
				expect(pairedItem).toEqual({ item: index });
				const input = sheet.items[index];
				const request = json.error === undefined ? (json.request as { biz_content: Record<string, string> } | undefined) : undefined;
				if (request === undefined) {
					found.push(...falseVoices(input, json));
					return;
				}
				sentRows++;
				if (!isOrdinary(input)) found.push(`an odd item was sent: ${shown(input)}`);
				else found.push(...contradictions(sheet, input, request.biz_content));
			});
		}
		expect([...new Set(found)].slice(0, 20)).toEqual([]);
		expect(sentRows).toBeGreaterThan((SHEETS * ROWS) / 10);
	});

	it('brings to the gateway what the second reading says, and calls accepted only what the gateway has', async () => {
		for (const sheet of fc.sample(sheets(100), { numRuns: 10, seed: SEED + 1 })) {
			await site.clear();
			const { outputs } = await run(sheet.call, sheet.items, { maxRetries: 0, concurrency: 10 });
			const key = sheet.call === 'upload' ? 'entity_code' : 'out_biz_no';
			const accepted = outputs[0].filter(({ json }) => json.success === true);
			const arrived = site.gateway.requests.filter((request) => request.accepted).map(({ bizContent }) => String(bizContent[key]));
			const said = accepted.map(({ json }) => String((json.request as { biz_content: IDataObject }).biz_content[key]));
			expect(said.sort()).toEqual(arrived.sort());
			const wrong = outputs[0].flatMap(({ json }, index) =>
				json.success === true
					? contradictions(sheet, sheet.items[index], (json.request as { biz_content: Record<string, string> }).biz_content)
					: falseVoices(sheet.items[index], json),
			);
			expect(wrong).toEqual([]);
		}
	});
});

const CODES = ['10000', 10000, '20000', '20001', '40001', '40002', '40003', '40004', '40005', '40006', '', undefined, '1', '99999', null];
const SUB_CODES = [
	undefined, undefined, '', null, 'isp.unknow-error', 'aop.unknow-error', 'SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR', 'aop.ACQ.SYSTEM_ERROR', 'isv.UNKNOW_SYSTEM_ERROR',
	'UNKNOWN_EXCEPTION', 'isp.anything', 'ZMDATA.BIZ_DATA_ERROR', 'ZMDAT.SERVICE_ID_ERROR', 'INFOSEC_VERIFY_FAILED', 'NULL_ARGUMENT', 'isv.ILLEGAL_ARGUMENT',
	'NOBODY_KNOWS', 'isv.invalid-parameter', 'isv.missing-signature-config', 'isv.app-call-limited', 0, 40004, { a: 1 },
];
const RESULTS = ['success', 'success', 'failed', 'SUCCESS', '', undefined, null, true, 'success/failed'];

const responses: fc.Arbitrary<PlainResponse> = fc.record({
	members: fc.record({
		code: fc.oneof({ weight: 1, arbitrary: fc.constantFrom('10000') }, { weight: 1, arbitrary: fc.constantFrom(...CODES) }),
		msg: fc.constantFrom('Success', 'Business Failed', undefined),
		sub_code: fc.constantFrom<unknown>(...SUB_CODES),
		sub_msg: fc.constantFrom('系统繁忙', '€镕', undefined),
		biz_result: fc.constantFrom<unknown>(...RESULTS),
		success: fc.constantFrom<unknown>(undefined, undefined, true, 'true'),
		big: fc.constantFrom<unknown>(undefined, 1),
	}),
	signature: fc.constantFrom('right', 'right', 'right', 'wrong', 'none'),
});

/** A response as the gateway would write it, with a number that no double keeps. */
function written(call: Call, { members, signature }: PlainResponse): Buffer {
	const body = JSON.stringify(members).replace('"big":1', '"big":12345678901234567890');
	const signed = signature === 'wrong' ? `${body} ` : body;
	const text = sign('RSA-SHA256', Buffer.from(signed), site.keys.alipay.privateKey).toString('base64');
	const name = `${METHODS[call].replaceAll('.', '_')}_response`;
	return Buffer.from(`{"${name}":${body}${signature === 'none' ? '' : `,"sign":"${text}"`}}`);
}

describe('3,000 responses of an adversary', () => {
	it.each(['upload', 'sync'] as const)('are reported as what they are (%s)', async (call) => {
		// Many at once: each run that meets nothing but 40005 takes its Max Wait, of which six seconds are the least.
		const ROWS = 500;
		const found: string[] = [];
		const planned = fc.sample(responses, { numRuns: 1_500, seed: SEED });
		let accepted = 0;
		for (let start = 0; start < planned.length; start += ROWS) {
			const now = planned.slice(start, start + ROWS);
			// A fault of the account ends a run, so each response has a run of its own.
			const reported = await Promise.all(
				now.map(async (plan) => {
					const impostor = await startImpostor((_number, socket) => void socket.end(httpResponse('200 OK', written(call, plan))));
					const row = (call === 'upload' ? upload : sync).row(1, { success: 'true', code: '10000', trace_id: 'earlier' });
					const { outputs } = await run(call, [{ json: row }], { maxRetries: 0, maxWait: 0.1 }, impostor.url);
					await impostor.close();
					return [row, outputs[0][0].json] as const;
				}),
			);
			reported.forEach(([row, json], index) => {
				const plan = now[index];
				const outcome = json.success === true ? 'accepted' : String((json.error as IDataObject)?.outcome);
				if (!allowedOutcomes(call, plan).includes(outcome)) found.push(`${outcome} for ${shown(plan)}`);
				if (outcome !== 'accepted') found.push(...falseVoices({ json: row }, json));
				else {
					accepted++;
					if (json.verified !== true) found.push(`not verified: ${shown(plan)}`);
					if (plan.members.big === 1 && json.big !== '12345678901234567890') found.push(`big is ${shown(json.big)}`);
				}
			});
		}
		expect([...new Set(found)].slice(0, 20)).toEqual([]);
		expect(accepted).toBeGreaterThan(10);
	});
});
