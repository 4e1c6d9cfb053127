'use strict';

const { readFileSync } = require('node:fs');

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
		],
	};

	async execute() {
		const file = this.getNodeParameter('file', 0);
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
		const rows = lines.slice(0, this.getNodeParameter('count', 0));
		const items = rows.map((line) => ({ json: JSON.parse(line), pairedItem: { item: 0 } }));
		globalThis.zhimaBench.start();
		return [items];
	}
};
