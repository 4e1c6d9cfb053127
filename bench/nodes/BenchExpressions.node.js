'use strict';

const COUNT = 15;
const names = Array.from({ length: COUNT }, (_, index) => `field${index}`);

/** Reads fifteen expressions for each item and does nothing with them. */
exports.BenchExpressions = class BenchExpressions {
	description = {
		displayName: 'Bench Expressions',
		name: 'benchExpressions',
		group: ['transform'],
		version: 1,
		description: 'Reads expressions',
		defaults: { name: 'Expressions' },
		inputs: ['main'],
		outputs: ['main'],
		properties: names.map((name) => ({ displayName: name, name, type: 'string', default: '' })),
	};

	async execute() {
		const items = this.getInputData();
		for (let index = 0; index < items.length; index++) {
			for (const name of names) this.getNodeParameter(name, index);
			if (index % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
		}
		return [items.map((_, index) => ({ json: { success: true }, pairedItem: { item: index } }))];
	}
};
