/**
 * A local Alipay gateway: it checks every request as the live one does, keeps what it accepts by the
 * documented rules, answers signed, and misbehaves when told to.
 *
 * It is written from the documents alone and shares no code with the client that it is there to check.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Text } from '../i18n/text';
import { makeTextSigner, writeAnswer } from './answers';
import { DEFAULT_SENSITIVE_WORDS } from './business';
import {
	charsetOf,
	isSignType,
	parameter,
	readContent,
	type Incoming,
	type Refusal,
} from './checks';
import { handleControl } from './control';
import { cut, sendAnswer, sendBadly, sendPage } from './delivery';
import {
	describeFault,
	planFaults,
	strikesBefore,
	type Fault,
	type FaultKind,
	type FaultPlan,
} from './faults';
import { readParameters } from './form';
import { judge, refused, type Judgement } from './judge';
import {
	readSettings,
	readSigner,
	type AlipayCertificate,
	type GatewayOptions,
	type Settings,
	type Signer,
} from './settings';
import {
	keep,
	makeMerchantStore,
	type Disposition,
	type EntitySnapshot,
	type MerchantStore,
	type StateRecord,
} from './store';

export type { AlipayCertificate, AppRegistration, GatewayOptions, SignType } from './settings';
export type { Fault, FaultKind } from './faults';
export { entityKey } from './store';
export type { EntitySnapshot, StateRecord } from './store';

/** What the answer says. Empty texts: there was no answer to speak of. */
export interface AnsweredVerdict {
	readonly code: string;
	readonly subCode: string;
	readonly subMsg: string;
}

/** One request that reached the gateway. */
export interface ReceivedRequest {
	/** From 1, in order of arrival. */
	readonly number: number;
	/** ISO 8601 */
	readonly time: string;
	readonly appId: string;
	readonly method: string;
	readonly charset: string;
	readonly signType: string;
	readonly encrypted: boolean;
	readonly certificateMode: boolean;
	readonly appAuthToken: boolean;
	readonly bizContent: Readonly<Record<string, unknown>>;
	readonly verdict: AnsweredVerdict;
	/** The gateway has done what was asked, whether or not the answer says so or arrives. */
	readonly accepted: boolean;
	readonly disposition: Disposition | 'failed' | 'refused' | 'lost' | 'pending';
	/** The documented parameter at fault. */
	readonly field: string;
	readonly why: Text;
	readonly fault: FaultKind | '';
}

export interface Counts {
	readonly requests: number;
	readonly accepted: number;
	readonly refused: number;
	readonly faults: number;
	/** By `sub_code`, or by `code` where there is none. */
	readonly byCode: Readonly<Record<string, number>>;
}

/** What the control and the page show; also in a process that only speaks HTTP with the gateway. */
export interface Gateway {
	/** `http://127.0.0.1:PORT/gateway.do` */
	readonly url: string;
	/** The page, plain http on a port of its own, so that no fault strikes it. */
	readonly pageUrl: string;
	/** In order of arrival; one still being looked at has the disposition `pending`. */
	readonly requests: readonly ReceivedRequest[];
	/** In the order in which they were settled. */
	readonly settled: readonly ReceivedRequest[];
	/** The first application's own snapshots by `category_code/entity_code` (see `entityKey`). */
	readonly entities: ReadonlyMap<string, EntitySnapshot>;
	/** The first application's own states, one for each `out_biz_no`, in the order of first arrival. */
	readonly states: readonly StateRecord[];
	readonly counts: Counts;
	/** Changes with each reset. */
	readonly epoch: string;
	readonly faults: readonly Fault[];
	/** Another merchant's: an application's own, or that behind an `app_auth_token`. */
	merchant(appId: string, appAuthToken?: string): MerchantStore;
	/** In place of the faults so far; requests are counted anew. */
	setFaults(faults: readonly Fault[]): void;
	setLatency(ms: number): void;
	/** From now on answers are signed with this one; the earlier ones can still be fetched. */
	useAlipayCertificate(certificate: AlipayCertificate): void;
	/** Forgets everything that arrived and all faults. */
	reset(): void;
	close(): Promise<void>;
}

type MutableCounts = { -readonly [Name in keyof Counts]: Counts[Name] } & {
	byCode: Record<string, number>;
};

interface State {
	readonly options: GatewayOptions;
	readonly settings: Settings;
	readonly signText: ReturnType<typeof makeTextSigner>;
	readonly merchants: Map<string, MerchantStore>;
	readonly requests: ReceivedRequest[];
	readonly settled: ReceivedRequest[];
	certificateSigners: Signer[];
	counts: MutableCounts;
	plan: FaultPlan;
	latencyMs: number;
	epoch: string;
	wrongKey: Signer | undefined;
	/** Takes the gateway off the net for a time. */
	goDown: (forMs: number, cutAll: boolean) => void;
}

const noCounts = (): MutableCounts => ({
	requests: 0,
	accepted: 0,
	refused: 0,
	faults: 0,
	byCode: {},
});

const PENDING: Text = { en: 'being looked at', zh: '处理中' };

const merchantOf = (state: State, appId: string, token = ''): MerchantStore => {
	const name = JSON.stringify([appId, token]);
	const store = state.merchants.get(name) ?? makeMerchantStore();
	state.merchants.set(name, store);
	return store;
};

const NAMING_MEMBERS = [
	'category_code',
	'entity_code',
	'upload_time',
	'out_biz_no',
	'biz_state_code',
];

const slim = (content: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(
		NAMING_MEMBERS.filter((name) => name in content).map((name) => [name, content[name]]),
	);

/** Enters a request in the list, and lets go of the content of one that is long past. */
const enter = (state: State, incoming: Incoming): ReceivedRequest => {
	const { requests, options } = state;
	const request: ReceivedRequest = {
		number: requests.length + 1,
		time: incoming.now.toISOString(),
		appId: parameter(incoming, 'app_id'),
		method: parameter(incoming, 'method'),
		charset: parameter(incoming, 'charset'),
		signType: parameter(incoming, 'sign_type'),
		encrypted: parameter(incoming, 'encrypt_type') !== '',
		certificateMode: parameter(incoming, 'app_cert_sn') !== '',
		appAuthToken: parameter(incoming, 'app_auth_token') !== '',
		bizContent: {},
		verdict: { code: '', subCode: '', subMsg: '' },
		accepted: false,
		disposition: 'pending',
		field: '',
		why: PENDING,
		fault: '',
	};
	requests.push(request);
	state.counts.requests += 1;
	const past = options.quiet
		? requests[requests.length - 1 - (options.keepContents ?? 1000)]
		: undefined;
	if (past !== undefined) Object.assign(past, { bizContent: slim(past.bizContent) });
	return request;
};

const settle = (
	state: State,
	request: ReceivedRequest,
	outcome: Partial<ReceivedRequest>,
): void => {
	Object.assign(request, outcome);
	const { counts } = state;
	const { code, subCode } = request.verdict;
	if (request.accepted) counts.accepted += 1;
	if (request.disposition === 'refused' || request.disposition === 'failed') counts.refused += 1;
	if (request.fault !== '') counts.faults += 1;
	const name = subCode || code;
	if (name !== '') counts.byCode[name] = (counts.byCode[name] ?? 0) + 1;
	if (state.requests[request.number - 1] !== request) return;
	state.settled.push(request);
	state.options.log?.(request);
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
	judgement: Judgement,
	fault: Fault | undefined,
): Signer | undefined => {
	const { answers } = state.options;
	if (incoming.app === undefined) return undefined;
	if (judgement.isProtocolRefusal && answers?.signRefusals === false) return undefined;
	if (fault?.kind === 'unsignedSuccess') return undefined;
	const inCertificateMode = parameter(incoming, 'app_cert_sn') !== '';
	const right =
		(inCertificateMode ? state.certificateSigners[0] : undefined) ?? state.settings.signer;
	return fault?.kind === 'wrongSignature' ? { ...right, key: wrongSigner(state).key } : right;
};

const answerBytes = (
	state: State,
	incoming: Incoming,
	judgement: Judgement,
	fault: Fault | undefined,
): Promise<Buffer> => {
	const style = state.options.answers ?? {};
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

const verdictOf = (incoming: Incoming, { members }: Judgement): AnsweredVerdict => ({
	code: String(members.code ?? ''),
	subCode: String(members.sub_code ?? ''),
	subMsg: withoutToken(String(members.sub_msg ?? ''), parameter(incoming, 'app_auth_token')),
});

/** Keeps what was accepted and says what became of the request. */
const carryOut = (
	state: State,
	incoming: Incoming,
	request: ReceivedRequest,
	{ content, result }: Judgement,
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
	judgement: Judgement,
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
			verdict: verdictOf(incoming, judgement),
			disposition: faulty === undefined ? 'lost' : 'refused',
			why,
			fault: kind,
		});
		return deliver(state, conversation, judgement);
	}
	const judged = await judge(incoming, state.options.sensitiveWords ?? DEFAULT_SENSITIVE_WORDS);
	const done = carryOut(state, incoming, request, judged);
	const isEncrypted = judged.isEncrypted;
	const answered = faulty ? refused(faulty, { content: judged.content, isEncrypted }) : judged;
	settle(state, request, {
		bizContent: judged.content ?? {},
		verdict: verdictOf(incoming, answered),
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

const handleCall = async (
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

const makeHandler =
	(state: State, gateway: () => Gateway): RequestListener =>
	(message, response) => {
		const path = (message.url ?? '').split('?')[0];
		if (path !== '/gateway.do') return void handleControl(gateway(), message, response);
		if (message.method !== 'POST' && message.method !== 'GET') {
			return sendPage(response, 405, '405 Method Not Allowed');
		}
		handleCall(state, message, response).catch(() => cut(response));
	};

const HOST = '127.0.0.1';

const listen = (server: Server, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => {
			server.removeListener('error', reject);
			resolve((server.address() as AddressInfo).port);
		});
	});

const shut = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});

/** Lets a server vanish and come back at the same port. */
const makeDown = (server: Server, port: number, timers: Set<NodeJS.Timeout>): State['goDown'] => {
	const comeBackIn = (ms: number): void => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			listen(server, port).catch(() => comeBackIn(50));
		}, ms);
		timers.add(timer);
	};
	return (forMs, cutAll) => {
		if (!server.listening) return;
		server.close();
		if (cutAll) server.closeAllConnections();
		comeBackIn(forMs);
	};
};

const makeState = (options: GatewayOptions): State => {
	const settings = readSettings(options);
	return {
		options,
		settings,
		signText: makeTextSigner(),
		merchants: new Map(),
		requests: [],
		settled: [],
		certificateSigners: [...settings.certificateSigners],
		counts: noCounts(),
		plan: planFaults(options.faults ?? []),
		latencyMs: options.latencyMs ?? 0,
		epoch: randomBytes(6).toString('hex'),
		wrongKey: undefined,
		goDown: () => undefined,
	};
};

const reset = (state: State): void => {
	state.requests.length = 0;
	state.settled.length = 0;
	for (const { entities, states } of state.merchants.values()) {
		entities.clear();
		states.clear();
	}
	state.counts = noCounts();
	state.plan = planFaults([]);
	state.epoch = randomBytes(6).toString('hex');
};

const makeGateway = (
	state: State,
	addresses: Pick<Gateway, 'url' | 'pageUrl'>,
	close: () => Promise<void>,
): Gateway => {
	const own = (): MerchantStore => merchantOf(state, state.options.apps[0]?.appId ?? '');
	return {
		...addresses,
		requests: state.requests,
		settled: state.settled,
		get entities() {
			return own().entities;
		},
		get states() {
			return [...own().states.values()];
		},
		get counts() {
			return state.counts;
		},
		get epoch() {
			return state.epoch;
		},
		get faults() {
			return state.plan.faults;
		},
		merchant: (appId, token) => merchantOf(state, appId, token),
		setFaults: (faults) => {
			state.plan = planFaults(faults);
		},
		setLatency: (ms) => {
			state.latencyMs = ms;
		},
		useAlipayCertificate: (certificate) => {
			state.certificateSigners = [readSigner(certificate), ...state.certificateSigners];
		},
		reset: () => reset(state),
		close,
	};
};

/**
 * Starts a gateway on 127.0.0.1. Throws where a key or a certificate in the options cannot be read, or
 * the port is taken.
 */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
	const state = makeState(options);
	const gatewayNow = (): Gateway => gateway;
	const handler = makeHandler(state, gatewayNow);
	const server = options.tls ? createTlsServer(options.tls, handler) : createServer(handler);
	const pageServer = createServer((message, response) =>
		handleControl(gatewayNow(), message, response),
	);
	server.keepAliveTimeout = 60_000;
	server.on('connection', (socket) => {
		if (state.plan.dropsConnection()) socket.destroy();
	});
	server.on('clientError', (_error, socket) => socket.destroy());
	const port = await listen(server, options.port ?? 0);
	const pagePort = await listen(pageServer, options.pagePort ?? 0);
	const timers = new Set<NodeJS.Timeout>();
	state.goDown = makeDown(server, port, timers);
	const close = async (): Promise<void> => {
		for (const timer of timers) clearTimeout(timer);
		await Promise.all([shut(server), shut(pageServer)]);
	};
	const scheme = options.tls ? 'https' : 'http';
	const addresses = {
		url: `${scheme}://${HOST}:${port}/gateway.do`,
		pageUrl: `http://${HOST}:${pagePort}/`,
	};
	const gateway: Gateway = makeGateway(state, addresses, close);
	return gateway;
};
