'use strict';

const { readFileSync } = require('node:fs');

/** Every hundredth row was not accepted. */
const NOT_ACCEPTED_EVERY = 100;

const keyOf = (number) => `BENCH${String(number).padStart(6, '0')}`;

/** Each item is parsed anew, so that no two share a value, as with rows that came from a file and a gateway. */
function itemsLike({ accepted, notAccepted, key }, count, keys) {
	return Array.from({ length: count }, (_, index) => {
		const text = (index + 1) % NOT_ACCEPTED_EVERY === 0 ? notAccepted : accepted;
		return { json: JSON.parse(text.replaceAll(key, keyOf((index % keys) + 1))), pairedItem: { item: index } };
	});
}

/**
 * Gives many items after the pattern of two, which are in a file as JSON texts: one accepted row and one that was
 * not, with the key to be replaced. `keys` is the number of different keys. `list` gives them in one item instead.
 */
exports.BenchItems = class BenchItems {
	description = {
		displayName: 'Bench Items',
		name: 'benchItems',
		group: ['input'],
		version: 1,
		description: 'Gives many items after a pattern',
		defaults: { name: 'Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'File', name: 'file', type: 'string', default: '' },
			{ displayName: 'Shape', name: 'shape', type: 'string', default: '' },
			{ displayName: 'Count', name: 'count', type: 'number', default: 0 },
			{ displayName: 'Keys', name: 'keys', type: 'number', default: 0 },
			{ displayName: 'List', name: 'list', type: 'boolean', default: false },
		],
	};

	async execute() {
		const parameter = (name) => this.getNodeParameter(name, 0);
		const pattern = JSON.parse(readFileSync(parameter('file'), 'utf8'))[parameter('shape')];
		const items = itemsLike(pattern, parameter('count'), parameter('keys'));
		if (!parameter('list')) return [items];
		return [[{ json: { name: 'sheet', rows: items.map(({ json }) => json) }, pairedItem: { item: 0 } }]];
	}
};
