/** Sends a response over the wire, as it should be or with a fault. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Fault } from '../gateway/faults';

export interface Delivery {
	readonly response: ServerResponse;
	readonly body: Buffer;
	readonly contentType: string;
	readonly traceId: string;
	readonly date: Date;
}

const HTML_TYPE = 'text/html;charset=utf-8';

const writeHead = ({ response, contentType, traceId, date }: Delivery, length: number): void => {
	response.writeHead(200, {
		'content-type': contentType,
		'content-length': length,
		date: date.toUTCString(),
		trace_id: traceId,
	});
};

/** The response as it should be. */
export const sendResponse = (delivery: Delivery): void => {
	writeHead(delivery, delivery.body.length);
	delivery.response.end(delivery.body);
};

/** A page that is not the gateway's, e.g. a proxy's. */
export const sendPage = (response: ServerResponse, status: number, title: string): void => {
	const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center><hr><center>Tengine</center></body>\r\n</html>\r\n`;
	response.writeHead(status, { 'content-type': HTML_TYPE });
	response.end(html);
};

/** Ends the connection with a TCP reset. */
export const cut = (response: ServerResponse): void => {
	const { socket } = response;
	if (socket === null) return;
	if ('resetAndDestroy' in socket && !('encrypted' in socket)) socket.resetAndDestroy();
	else socket.destroy();
};

const sendHalf = (delivery: Delivery): void => {
	const { body, response } = delivery;
	writeHead(delivery, body.length);
	response.write(body.subarray(0, Math.ceil(body.length / 2)), () => cut(response));
};

const sendSlowly = (delivery: Delivery, size: number, intervalMs: number): void => {
	const { body, response } = delivery;
	writeHead(delivery, body.length);
	let at = 0;
	const timer = setInterval(() => {
		response.write(body.subarray(at, at + size));
		at += size;
		if (at < body.length) return;
		clearInterval(timer);
		response.end();
	}, intervalMs);
	response.on('close', () => clearInterval(timer));
};

const STATUS_TITLES: Readonly<Record<number, string>> = {
	500: '500 Internal Server Error',
	502: '502 Bad Gateway',
	503: '503 Service Temporarily Unavailable',
	504: '504 Gateway Time-out',
};

/** Sends the response as the fault says; true = the fault is one that changes what goes over the wire. */
export const sendBadly = (delivery: Delivery, fault: Fault): boolean => {
	const { response, body } = delivery;
	switch (fault.kind) {
		case 'reset':
			if (fault.when === 'during') sendHalf(delivery);
			else cut(response);
			return true;
		case 'silence':
			return true;
		case 'slowBytes':
			sendSlowly(delivery, fault.size ?? 1, fault.intervalMs ?? 200);
			return true;
		case 'http502': {
			const status = fault.status ?? 502;
			sendPage(response, status, STATUS_TITLES[status] ?? String(status));
			return true;
		}
		case 'redirect':
			response.writeHead(fault.status ?? 302, {
				location: fault.location ?? '/elsewhere',
				'content-type': HTML_TYPE,
			});
			response.end();
			return true;
		case 'truncated':
			sendResponse({ ...delivery, body: body.subarray(0, body.length * (fault.share ?? 0.5)) });
			return true;
		case 'garbled':
			sendResponse({ ...delivery, body: randomBytes(body.length) });
			return true;
		default:
			return false;
	}
};
