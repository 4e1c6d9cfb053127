/** The gateway's HTTP interface for everything but calls: its state, its faults, its page. Loopback only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFaults } from './faults';
import type { Gateway } from './running-gateway';
import { sendPageFile } from '../page/page-files';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
	response.writeHead(status, {
		'content-type': 'application/json;charset=utf-8',
		'cache-control': 'no-store',
	});
	response.end(JSON.stringify(value));
};

const readJson = async (message: IncomingMessage): Promise<unknown> => {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? undefined : JSON.parse(text);
};

/** A page of another site must not control the gateway through the user's browser. */
const isOurs = ({ headers }: IncomingMessage): boolean => {
	if (!LOOPBACK.test(headers.host ?? '')) return false;
	return headers.origin === undefined || LOOPBACK.test(headers.origin.replace(/^https?:\/\//, ''));
};

const PAGE_OF_FEED = 2000;

/** What was settled since the caller last asked; `from` counts settled requests within an epoch. */
const feed = (gateway: Gateway, query: URLSearchParams): unknown => {
	const { settled, counts, epoch, faults, url } = gateway;
	const from = query.get('epoch') === epoch ? Number(query.get('from')) || 0 : 0;
	const requests = settled.slice(from, from + PAGE_OF_FEED);
	return {
		url,
		epoch,
		from,
		next: from + requests.length,
		total: settled.length,
		counts,
		faults,
		requests,
	};
};

const state = ({ counts, entities, states, requests, faults, epoch, url }: Gateway): unknown => ({
	url,
	epoch,
	counts,
	entities: Object.fromEntries(entities),
	states,
	requests,
	faults,
});

const read = (gateway: Gateway, url: URL, response: ServerResponse): void => {
	switch (url.pathname) {
		case '/control/state':
			return sendJson(response, 200, state(gateway));
		case '/control/counts':
			return sendJson(response, 200, gateway.counts);
		case '/control/feed':
			return sendJson(response, 200, feed(gateway, url.searchParams));
		default:
			return sendPageFile(url.pathname, response);
	}
};

const write = async (
	gateway: Gateway,
	url: URL,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> => {
	const value = await readJson(message);
	switch (url.pathname) {
		case '/control/faults':
			gateway.setFaults(readFaults(value));
			break;
		case '/control/latency':
			gateway.setLatency(Number((value as { ms?: number })?.ms ?? 0));
			break;
		case '/control/reset':
			gateway.reset();
			break;
		default:
			return sendJson(response, 404, { error: 'Not found' });
	}
	sendJson(response, 200, { ok: true });
};

/** Responds to every request that is not a call of the gateway. */
export const handleControl = (
	gateway: Gateway,
	message: IncomingMessage,
	response: ServerResponse,
): void => {
	if (!isOurs(message)) return sendJson(response, 403, { error: 'Only this machine has access' });
	const url = new URL(message.url ?? '/', 'http://127.0.0.1');
	if (message.method === 'GET') return read(gateway, url, response);
	if (message.method !== 'POST') return sendJson(response, 405, { error: 'Use GET or POST' });
	write(gateway, url, message, response).catch((error: unknown) => {
		const text = error instanceof Error ? error.message : String(error);
		sendJson(response, 400, { error: text });
	});
};
