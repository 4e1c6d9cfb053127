/**
 * A local Alipay gateway: it checks every request as the live one does, keeps what it accepts by the
 * documented rules, signs its responses, and fails on purpose when it is set to.
 *
 * It is written from the documents alone and shares no code with the client that it is there to check.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { makeTextSigner } from '../wire/signed-response';
import { handleControl } from './control-api';
import { merchantOf, type State } from './gateway-state';
import { handleCall } from './handle-call';
import { cut, sendPage } from '../wire/deliver-response';
import { planFaults } from './faults';
import { HOST, listen, makeDown, shut } from './loopback-server';
import { noCounts } from './request-log';
import { readSettings, readSigner, type GatewayOptions } from './gateway-settings';
import type { MerchantStore } from './merchant-store';
import type { Gateway } from './running-gateway';

export type { AlipayCertificate, AppRegistration, GatewayOptions, SignType } from './gateway-settings';
export type { Fault, FaultKind } from './faults';
export { entityKey } from './merchant-store';
export type { EntitySnapshot, StateRecord } from './merchant-store';
export type { ReportedCodes, Counts, ReceivedRequest } from './received-request';
export type { Gateway } from './running-gateway';

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

const makeState = (options: GatewayOptions): State => {
	const settings = readSettings(options);
	return {
		options,
		settings,
		signText: makeTextSigner(),
		merchants: new Map(),
		requests: [],
		settled: [],
		merchantNumbers: new Map(),
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
	state.merchantNumbers.clear();
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
 * the port is in use.
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
