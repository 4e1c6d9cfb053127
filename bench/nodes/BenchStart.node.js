'use strict';

/** Starts the measuring and passes its items on. */
exports.BenchStart = class BenchStart {
	description = {
		displayName: 'Bench Start',
		name: 'benchStart',
		group: ['transform'],
		version: 1,
		description: 'Starts the measuring',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		const items = this.getInputData();
		globalThis.zhimaBench.start();
		return [items];
	}
};
