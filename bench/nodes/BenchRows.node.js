'use strict';

const { readFileSync } = require('node:fs');

/** In its own function, so that the file's text is garbage before the measuring starts. */
function itemsOf(file, count) {
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, count);
	return lines.map((line) => ({ json: JSON.parse(line), pairedItem: { item: 0 } }));
}

/** Gives the rows of a file, one JSON object on each line, and starts the measuring. */
exports.BenchRows = class BenchRows {
	description = {
		displayName: 'Bench Rows',
		name: 'benchRows',
		group: ['input'],
		version: 1,
		description: 'Gives the rows of a file',
		defaults: { name: 'Rows' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'File', name: 'file', type: 'string', default: '' },
			{ displayName: 'Count', name: 'count', type: 'number', default: 0 },
			{ displayName: 'Live', name: 'live', type: 'boolean', default: false },
		],
	};

	async execute() {
		const items = itemsOf(this.getNodeParameter('file', 0), this.getNodeParameter('count', 0));
		globalThis.zhimaBench.start({ live: this.getNodeParameter('live', 0) });
		return [items];
	}
};
