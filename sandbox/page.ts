/** The files of the sandbox's page. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
	'/': ['index.html', 'text/html;charset=utf-8'],
};

/** Sends one of the page's files, or 404. */
export const sendPageFile = (path: string, response: ServerResponse): void => {
	const entry = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
	if (entry === undefined) {
		response.writeHead(404, { 'content-type': 'text/plain;charset=utf-8' });
		response.end('There is nothing here.');
		return;
	}
	const [file, type] = entry;
	response.writeHead(200, {
		'content-type': type,
		'cache-control': 'no-store',
		'content-security-policy': "default-src 'self'; style-src 'self'; img-src 'self' data:",
	});
	response.end(readFileSync(join(__dirname, 'page', file)));
};
