/** The files of the sandbox's page, its libraries and its coastlines. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';

const SCRIPTS = [
	'page',
	'texts',
	'model',
	'elements',
	'map/map',
	'map/map-input',
	'map/map-layers',
	'map/projection',
	'map/clusters',
	'map/labels',
	'map/land',
	'map/cities',
	'filters',
	'details',
];

const MODULES = join(__dirname, '../../node_modules');
const LIBRARIES = ['supercluster', 'topojson-client'];

const FILES = new Map<string, readonly [file: string, type: string]>([
	['/', ['index.html', 'text/html;charset=utf-8']],
	['/page.css', ['page.css', 'text/css;charset=utf-8']],
	...SCRIPTS.map(
		(name) => [`/${name}.js`, [`${name}.js`, 'text/javascript;charset=utf-8']] as const,
	),
	...LIBRARIES.map(
		(name) =>
			[
				`/${name}.js`,
				[join(MODULES, name, 'dist', `${name}.min.js`), 'text/javascript;charset=utf-8'],
			] as const,
	),
	['/map/land.json', [join(MODULES, 'world-atlas/land-50m.json'), 'application/json']],
	['/map/lakes.json', ['map/lakes.json', 'application/json']],
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
	response.end(readFileSync(resolve(__dirname, file)));
};
