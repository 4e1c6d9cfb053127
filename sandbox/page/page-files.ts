/** The files of the sandbox's page. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const SCRIPTS = ['page', 'texts', 'model', 'elements', 'map', 'details'];

const FILES = new Map<string, readonly [file: string, type: string]>([
	['/', ['index.html', 'text/html;charset=utf-8']],
	['/page.css', ['page.css', 'text/css;charset=utf-8']],
	...SCRIPTS.map(
		(name) => [`/${name}.js`, [`${name}.js`, 'text/javascript;charset=utf-8']] as const,
	),
]);

/** Sends one of the page's files, or 404. */
export const sendPageFile = (path: string, response: ServerResponse): void => {
	const entry = FILES.get(path);
	if (entry === undefined) {
		response.writeHead(404, { 'content-type': 'text/plain;charset=utf-8' });
		response.end('Not found');
		return;
	}
	const [file, type] = entry;
	response.writeHead(200, {
		'content-type': type,
		'cache-control': 'no-store',
		'content-security-policy': "default-src 'self'; style-src 'self'; img-src 'self' data:",
	});
	response.end(readFileSync(join(__dirname, file)));
};
