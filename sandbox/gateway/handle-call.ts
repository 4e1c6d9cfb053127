/** One call of the gateway: from the HTTP message through its checks and the store to the response. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { assessRequest, refused, type Assessment } from '../checks/assess-request';
import { DEFAULT_SENSITIVE_WORDS } from '../checks/business-checks';
import { STATE_SYNC, UPLOAD } from '../checks/documented-rules';
import { parameter, readContent, type Incoming, type Refusal } from '../checks/protocol-checks';
import { sendBadly, sendPage, sendResponse } from '../wire/deliver-response';
import { readParameters } from '../wire/form-decoding';
import { describeFault, strikesBefore, type Fault, type FaultPlan } from './faults';
import { merchantOf, type State } from './gateway-state';
import { assessFault, inStyle, makeResponse } from './make-response';
import { keep } from './merchant-store';
import type { ReceivedRequest, ReportedCodes } from './received-request';
import { enter, settle } from './request-log';

/** A wrong signature's message repeats the whole request; the token in it is left out of the log. */
const withoutToken = (text: string, token: string): string =>
	token === '' ? text : text.replaceAll(`app_auth_token=${token}`, 'app_auth_token=***');

const reportedCodes = (incoming: Incoming, { members }: Assessment): ReportedCodes => ({
	code: String(members.code ?? ''),
	subCode: String(members.sub_code ?? ''),
	subMsg: withoutToken(String(members.sub_msg ?? ''), parameter(incoming, 'app_auth_token')),
});

/** Stores what was accepted; returns what became of the request. */
const carryOut = (
	state: State,
	incoming: Incoming,
	request: ReceivedRequest,
	{ content, result }: Assessment,
): Pick<ReceivedRequest, 'accepted' | 'disposition'> => {
	if (result !== 'accepted') return { accepted: false, disposition: result };
	if (state.requests[request.number - 1] !== request)
		return { accepted: false, disposition: 'lost' };
	const store = merchantOf(state, request.appId, parameter(incoming, 'app_auth_token'));
	const disposition = keep(store, request.method, request.number, content ?? {}) ?? 'new';
	return { accepted: true, disposition };
};

interface Conversation {
	readonly response: ServerResponse;
	readonly incoming: Incoming;
	readonly request: ReceivedRequest;
	readonly fault: Fault | undefined;
}

/** In the charset that the request names, unless the style says otherwise. */
const contentTypeOf = ({ options }: State, { parameters }: Incoming): string => {
	const named = parameters.charset === undefined ? 'utf-8' : parameters.values.get('charset');
	return options.responses?.contentType ?? `text/html;charset=${named}`;
};

const deliver = async (
	state: State,
	{ response, incoming, fault }: Conversation,
	assessment: Assessment,
): Promise<void> => {
	const body = await makeResponse(state, incoming, assessment, fault);
	if (state.latencyMs > 0) await delay(state.latencyMs);
	const contentType = contentTypeOf(state, incoming);
	const traceId = randomBytes(16).toString('hex');
	const delivery = { response, body, contentType, traceId, date: incoming.now };
	if (fault?.kind === 'restart') return state.goDown(fault.forMs ?? 300, true);
	if (fault === undefined || !sendBadly(delivery, fault)) sendResponse(delivery);
	if (fault?.kind === 'refuse') state.goDown(fault.forMs ?? 500, false);
};

const NO_CODES: Refusal = { code: '', subCode: '', subMsg: '', why: { en: '', zh: '' } };

/** A credential test sends a call without content. */
const isCredentialTest = (incoming: Incoming): boolean => {
	const method = parameter(incoming, 'method');
	if (method !== UPLOAD && method !== STATE_SYNC) return false;
	const reading = readContent(incoming);
	return 'content' in reading && Object.keys(reading.content).length === 0;
};

/** A request that the fault keeps from being done. */
const leaveUndone = async (
	state: State,
	conversation: Conversation,
	fault: Fault,
): Promise<void> => {
	const { incoming, request } = conversation;
	const reading = readContent(incoming);
	const read = 'content' in reading ? reading : { content: {}, isEncrypted: false };
	const why = describeFault(fault);
	const faulty = assessFault(fault, read);
	const sent = inStyle(faulty ?? refused(NO_CODES, read), state.options.responses ?? {});
	settle(state, request, {
		bizContent: read.content,
		response: reportedCodes(incoming, sent),
		credentialTest: isCredentialTest(incoming),
		disposition: faulty === undefined ? 'lost' : 'refused',
		why,
		fault: fault.kind,
	});
	return deliver(state, conversation, sent);
};

/** One request from its parameters to its response. */
const converse = async (state: State, conversation: Conversation): Promise<void> => {
	const { incoming, request, fault } = conversation;
	if (fault !== undefined && strikesBefore(fault) && incoming.app !== undefined) {
		return leaveUndone(state, conversation, fault);
	}
	const { sensitiveWords = DEFAULT_SENSITIVE_WORDS, responses = {} } = state.options;
	const assessed = await assessRequest(incoming, sensitiveWords);
	const done = carryOut(state, incoming, request, assessed);
	const sent = inStyle(assessFault(fault, assessed) ?? assessed, responses);
	settle(state, request, {
		bizContent: assessed.content ?? {},
		response: reportedCodes(incoming, sent),
		field: assessed.field ?? '',
		credentialTest: isCredentialTest(incoming),
		why: done.accepted && fault !== undefined ? describeFault(fault) : assessed.why,
		fault: fault?.kind ?? '',
		...done,
	});
	return deliver(state, conversation, sent);
};

const readBody = (message: IncomingMessage, limit: number): Promise<Buffer | undefined> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let length = 0;
		message.on('data', (chunk: Buffer) => {
			length += chunk.length;
			if (length <= limit) chunks.push(chunk);
		});
		message.on('end', () => resolve(length > limit ? undefined : Buffer.concat(chunks)));
		message.on('error', reject);
	});

const isForm = (message: IncomingMessage): boolean =>
	(message.headers['content-type'] ?? '')
		.toLowerCase()
		.startsWith('application/x-www-form-urlencoded');

const aboutOf = (incoming: Incoming, plan: FaultPlan): unknown[] => {
	if (!plan.faults.some(({ about }) => about !== undefined)) return [];
	const reading = readContent(incoming);
	return 'content' in reading ? [reading.content.entity_code, reading.content.out_biz_no] : [];
};

/** Responds to one call. Rejects where the connection breaks. */
export const handleCall = async (
	state: State,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> => {
	const body = await readBody(message, state.options.bodyLimit ?? 1024 * 1024);
	if (body === undefined) return sendPage(response, 413, '413 Request Entity Too Large');
	const url = message.url ?? '';
	const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
	const form = isForm(message) ? body : Buffer.alloc(0);
	const parameters = readParameters(
		Buffer.from(query, 'latin1'),
		form,
		state.options.formDecoding,
	);
	const settings = { ...state.settings, certificateSigners: state.certificateSigners };
	const now = state.options.now?.() ?? new Date();
	const app = settings.apps.get(parameters.values.get('app_id') ?? '');
	const incoming: Incoming = { parameters, app, now, settings };
	const request = enter(state, incoming);
	const about = aboutOf(incoming, state.plan);
	const fault = state.plan.next({ method: request.method, about, at: performance.now() });
	await converse(state, { response, incoming, request, fault });
};
