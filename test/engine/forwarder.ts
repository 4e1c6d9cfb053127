/** A proxy in front of a gateway that passes everything on unchanged, and counts. */
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Passed {
	/** Milliseconds of `performance.now()` at arrival. */
	readonly at: number;
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface Forwarder {
	/** To be used in place of the gateway's. */
	readonly url: string;
	readonly passed: readonly Passed[];
	/** The most requests that were under way at one time. */
	readonly mostInFlight: number;
	/** Resolves the moment so many requests have arrived since the last `forget`. */
	reached(count: number): Promise<void>;
	/** Resolves when no request is under way and none has come for a while. */
	quiet(): Promise<void>;
	forget(): void;
	close(): Promise<void>;
}

/** Starts a forwarder on 127.0.0.1 in front of the gateway with this address. */
export async function startForwarder(gatewayUrl: string): Promise<Forwarder> {
	const passed: Passed[] = [];
	const target = new URL(gatewayUrl);
	let inFlight = 0;
	let mostInFlight = 0;
	let arrived = 0;
	let awaited: { count: number; resolve: () => void } | undefined;
	const server = createServer((message, response) => {
		const at = performance.now();
		arrived++;
		mostInFlight = Math.max(mostInFlight, ++inFlight);
		response.once('close', () => inFlight--);
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const body = Buffer.concat(chunks);
			const url = message.url ?? '';
			passed.push({ at, url, headers: message.headers, body: body.toString('latin1') });
			if (passed.length === awaited?.count) awaited.resolve();
			const options = { host: target.hostname, port: target.port, path: url };
			const { method, headers } = message;
			const onward = httpRequest({ ...options, method, headers }, (upstream) => {
				response.writeHead(upstream.statusCode ?? 500, upstream.headers);
				upstream.pipe(response);
				upstream.on('error', () => response.destroy());
			});
			onward.on('error', () => response.destroy());
			response.on('close', () => onward.destroy());
			onward.end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${target.pathname}`,
		passed,
		get mostInFlight() {
			return mostInFlight;
		},
		reached: (count) =>
			new Promise((resolve) => {
				awaited = { count, resolve };
			}),
		async quiet() {
			for (let known = -1; known !== arrived || inFlight > 0; ) {
				known = arrived;
				await delay(20);
			}
		},
		forget() {
			passed.length = 0;
			mostInFlight = 0;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
