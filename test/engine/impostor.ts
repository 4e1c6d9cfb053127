/** A server in place of the gateway that sends exactly the bytes that a test gives it. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What is written back on the n-th request, from 1; the connection is then closed unless it says otherwise. */
export type Responder = (number: number, socket: Socket, request: string) => void;

export interface Impostor {
	readonly url: string;
	/** Each request's head and body as they came. */
	readonly heard: readonly string[];
	close(): Promise<void>;
}

/** A complete HTTP response: head and body. */
export function httpResponse(
	status: string,
	body: string | Uint8Array = '',
	headers: Readonly<Record<string, string | number>> = {},
): Buffer {
	const bytes = Buffer.from(body as string);
	const all = { 'Content-Length': bytes.length, Connection: 'close', ...headers };
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`, 'latin1'), bytes]);
}

const isWhole = (text: string): boolean => {
	const head = text.indexOf('\r\n\r\n');
	if (head < 0) return false;
	const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
	return text.length >= head + 4 + length;
};

/** Starts one on 127.0.0.1, over plain TCP. */
export async function startImpostor(response: Responder): Promise<Impostor> {
	const heard: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			if (!isWhole(text)) return;
			heard.push(text);
			const request = text;
			text = '';
			response(heard.length, socket, request);
		});
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/gateway.do`,
		heard,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

/** Sends the same response to every request. */
export const always =
	(response: Uint8Array): Responder =>
	(_number, socket) =>
		void socket.end(response);
