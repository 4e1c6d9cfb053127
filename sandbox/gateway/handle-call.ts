/** One call of the gateway: from the HTTP message through judgement and keeping to the answer. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { writeAnswer, type SignText } from '../wire/signed-response';
import { DEFAULT_SENSITIVE_WORDS } from '../checks/business-checks';
import {
	charsetOf,
	isSignType,
	parameter,
	readContent,
	type Incoming,
	type Refusal,
} from '../checks/protocol-checks';
import { sendAnswer, sendBadly, sendPage } from '../wire/deliver-response';
import { describeFault, strikesBefore, type Fault, type FaultPlan } from './faults';
import { readParameters } from '../wire/form-decoding';
import { classify, refused, type FailureClassification } from '../checks/assess-request';
import type { ReceivedRequest, ReportedCodes } from './received-request';
import { enter, settle, type Ledger } from './request-log';
import type { Settings, Signer } from './gateway-settings';
import { keep, makeMerchantStore, type MerchantStore } from './merchant-store';

/** What a running gateway holds. */
export interface State extends Ledger {
	readonly settings: Settings;
	readonly signText: SignText;
	readonly merchants: Map<string, MerchantStore>;
	certificateSigners: Signer[];
	plan: FaultPlan;
	latencyMs: number;
	epoch: string;
	wrongKey: Signer | undefined;
	/** Takes the gateway off the net for a time. */
	goDown: (forMs: number, cutAll: boolean) => void;
}

/** The store of an application's own, or of the merchant behind an `app_auth_token`. */
export const merchantOf = (state: State, appId: string, token = ''): MerchantStore => {
	const name = JSON.stringify([appId, token]);
	const store = state.merchants.get(name) ?? makeMerchantStore();
	state.merchants.set(name, store);
	return store;
};

/** The refusal that a fault puts in the place of the true answer. */
const faultyRefusal = (fault: Fault | undefined): Refusal | undefined => {
	if (fault === undefined) return undefined;
	const why = describeFault(fault);
	switch (fault.kind) {
		case 'code20000':
			return {
				code: '20000',
				subCode: fault.subCode ?? 'isp.unknow-error',
				subMsg: '系统繁忙',
				why,
			};
		case 'systemError':
			return { code: '40004', subCode: 'SYSTEM_ERROR', subMsg: '系统繁忙', why };
		case 'limit': {
			const subCode = fault.subCode ?? 'isv.app-call-limited';
			return { code: '40005', subCode, subMsg: '应用调用次数超限，包含调用频率超限', why };
		}
		default:
			return undefined;
	}
};

const wrongSigner = (state: State): Signer => {
	state.wrongKey ??= { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
	return state.wrongKey;
};

const signerFor = (
	state: State,
	incoming: Incoming,
	judgement: FailureClassification,
	fault: Fault | undefined,
): Signer | undefined => {
	const { responses } = state.options;
	if (incoming.app === undefined) return undefined;
	if (judgement.isProtocolRefusal && responses?.signRefusals === false) return undefined;
	if (fault?.kind === 'unsignedSuccess') return undefined;
	const inCertificateMode = parameter(incoming, 'app_cert_sn') !== '';
	const right =
		(inCertificateMode ? state.certificateSigners[0] : undefined) ?? state.settings.signer;
	return fault?.kind === 'wrongSignature' ? { ...right, key: wrongSigner(state).key } : right;
};

const answerBytes = (
	state: State,
	incoming: Incoming,
	judgement: FailureClassification,
	fault: Fault | undefined,
): Promise<Buffer> => {
	const style = state.options.responses ?? {};
	const method = parameter(incoming, 'method');
	const signType = parameter(incoming, 'sign_type');
	const isErrorResponse =
		method === '' || (judgement.isProtocolRefusal && style.refusalMember === 'error_response');
	const parts = {
		method: isErrorResponse ? undefined : method,
		members: judgement.members,
		charset: charsetOf(incoming),
		signer: signerFor(state, incoming, judgement, fault),
		signType: isSignType(signType) ? signType : ('RSA2' as const),
		aes: judgement.isEncrypted ? incoming.app?.aes : undefined,
		style,
	};
	return writeAnswer(parts, state.signText);
};

/** A wrong signature's message repeats the whole request; the token in it is not for whoever looks on. */
const withoutToken = (text: string, token: string): string =>
	token === '' ? text : text.replaceAll(`app_auth_token=${token}`, 'app_auth_token=***');

const verdictOf = (incoming: Incoming, { members }: FailureClassification): ReportedCodes => ({
	code: String(members.code ?? ''),
	subCode: String(members.sub_code ?? ''),
	subMsg: withoutToken(String(members.sub_msg ?? ''), parameter(incoming, 'app_auth_token')),
});

/** Keeps what was accepted and says what became of the request. */
const carryOut = (
	state: State,
	incoming: Incoming,
	request: ReceivedRequest,
	{ content, result }: FailureClassification,
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

const deliver = async (
	state: State,
	{ response, incoming, fault }: Conversation,
	judgement: FailureClassification,
): Promise<void> => {
	const body = await answerBytes(state, incoming, judgement, fault);
	if (state.latencyMs > 0) await delay(state.latencyMs);
	const charset = parameter(incoming, 'charset') || 'utf-8';
	const contentType = `text/html;charset=${incoming.parameters.charset ? charset : 'utf-8'}`;
	const traceId = randomBytes(16).toString('hex');
	const delivery = { response, body, contentType, traceId, date: incoming.now };
	if (fault?.kind === 'restart') return state.goDown(fault.forMs ?? 300, true);
	if (fault === undefined || !sendBadly(delivery, fault)) sendAnswer(delivery);
	if (fault?.kind === 'refuse') state.goDown(fault.forMs ?? 500, false);
};

/** One request from its parameters to its answer. */
const converse = async (state: State, conversation: Conversation): Promise<void> => {
	const { incoming, request, fault } = conversation;
	const faulty = faultyRefusal(fault);
	const kind = fault?.kind ?? '';
	if (fault !== undefined && strikesBefore(fault) && incoming.app !== undefined) {
		const reading = readContent(incoming);
		const read = 'content' in reading ? reading : { content: {}, isEncrypted: false };
		const why = describeFault(fault);
		const refusal = faulty ?? { code: '', subCode: '', subMsg: '', why };
		const judgement = { ...refused(refusal, read), why };
		settle(state, request, {
			bizContent: read.content,
			classification: verdictOf(incoming, judgement),
			disposition: faulty === undefined ? 'lost' : 'refused',
			why,
			fault: kind,
		});
		return deliver(state, conversation, judgement);
	}
	const judged = await classify(incoming, state.options.sensitiveWords ?? DEFAULT_SENSITIVE_WORDS);
	const done = carryOut(state, incoming, request, judged);
	const isEncrypted = judged.isEncrypted;
	const answered = faulty ? refused(faulty, { content: judged.content, isEncrypted }) : judged;
	settle(state, request, {
		bizContent: judged.content ?? {},
		classification: verdictOf(incoming, answered),
		field: judged.field ?? '',
		why: done.accepted && fault !== undefined ? describeFault(fault) : judged.why,
		fault: kind,
		...done,
	});
	return deliver(state, conversation, answered);
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

/** Answers one call. Rejects where the connection breaks. */
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
	const parameters = readParameters(Buffer.from(query, 'latin1'), form);
	const settings = { ...state.settings, certificateSigners: state.certificateSigners };
	const now = state.options.now?.() ?? new Date();
	const app = settings.apps.get(parameters.values.get('app_id') ?? '');
	const incoming: Incoming = { parameters, app, now, settings };
	const request = enter(state, incoming);
	const about = aboutOf(incoming, state.plan);
	const fault = state.plan.next({ method: request.method, about, at: performance.now() });
	await converse(state, { response, incoming, request, fault });
};
