/** A server on 127.0.0.1 that can stop listening for a time. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const HOST = '127.0.0.1';

/** Resolves to the port; rejects where it is in use. */
export const listen = (server: Server, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => {
			server.removeListener('error', reject);
			resolve((server.address() as AddressInfo).port);
		});
	});

/** Stops listening and cuts every connection. */
export const shut = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});

/** Lets a server stop listening, and listen again at the same port after a time. */
export const makeDown = (
	server: Server,
	port: number,
	timers: Set<NodeJS.Timeout>,
): ((forMs: number, cutAll: boolean) => void) => {
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
