/** A middlebox in front of a TLS gateway: passes bytes on, and breaks into the stream on request. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface Middlebox {
	readonly url: string;
	/** The forms that the gateway behind it has read whole. */
	readonly read: readonly string[];
	close(): Promise<void>;
}

const listen = async (server: Server): Promise<number> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
};

/** What the middlebox writes to the client, unencrypted; undefined = it passes everything on. */
export type BreaksIn = { readonly atOnce: Uint8Array } | { readonly afterTheForm: Uint8Array };

const formIn = (text: string): string | undefined => {
	const [head, ...rest] = text.split('\r\n\r\n');
	const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? NaN);
	const form = rest.join('\r\n\r\n');
	return form.length >= length ? form : undefined;
};

/** Starts both on 127.0.0.1. The gateway reads each form and never responds. */
export async function startMiddlebox(tls: { readonly key: string; readonly cert: string }, breaksIn: BreaksIn): Promise<Middlebox> {
	const read: string[] = [];
	const sockets = new Set<Socket>();
	const clients: Socket[] = [];
	const gateway = createTlsServer(tls, (socket) => {
		let text = '';
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			const form = formIn(text);
			if (form === undefined) return;
			text = '';
			read.push(form);
			if ('afterTheForm' in breaksIn) clients.shift()?.write(breaksIn.afterTheForm);
		});
	});
	const gatewayPort = await listen(gateway);
	const middlebox = createServer((client) => {
		const inner = connect(gatewayPort, '127.0.0.1');
		for (const socket of [client, inner]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				client.destroy();
				inner.destroy();
			});
		}
		if ('atOnce' in breaksIn) client.once('data', () => client.write(breaksIn.atOnce));
		else {
			clients.push(client);
			client.pipe(inner);
			inner.pipe(client);
		}
	});
	const port = await listen(middlebox);
	return {
		url: `https://127.0.0.1:${port}/gateway.do`,
		read,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all([gateway, middlebox].map((each) => new Promise((resolve) => each.close(resolve))));
		},
	};
}
