'use strict';

const isAccepted = ({ json }) =>
	json.success === true || (typeof json.data === 'string' && json.data.includes('"code":"10000"'));

/** Ends the measuring and gives one item with what it found. */
exports.BenchEnd = class BenchEnd {
	description = {
		displayName: 'Bench End',
		name: 'benchEnd',
		group: ['output'],
		version: 1,
		description: 'Ends the measuring',
		defaults: { name: 'End' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		const measured = await globalThis.zhimaBench.stop();
		const items = this.getInputData();
		const accepted = items.filter(isAccepted).length;
		return [[{ json: { ...measured, items: items.length, accepted }, pairedItem: { item: 0 } }]];
	}
};
