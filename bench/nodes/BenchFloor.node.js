'use strict';

/**
 * The least that any node has to do: each item is a request that was signed beforehand, `{ url, body }`,
 * and goes out over n8n's HTTP helper with so many in flight. Responses are not read.
 */
exports.BenchFloor = class BenchFloor {
	description = {
		displayName: 'Bench Floor',
		name: 'benchFloor',
		group: ['transform'],
		version: 1,
		description: 'Sends requests that were signed beforehand',
		defaults: { name: 'Floor' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'In Flight', name: 'inFlight', type: 'number', default: 5 }],
	};

	async execute() {
		const items = this.getInputData();
		const output = new Array(items.length);
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const index = next++;
				const { url, body } = items[index].json;
				const { statusCode } = await this.helpers.httpRequest({
					method: 'POST',
					url,
					headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8' },
					body,
					encoding: 'arraybuffer',
					returnFullResponse: true,
				});
				output[index] = { json: { success: statusCode === 200 }, pairedItem: { item: index } };
			}
		};
		const inFlight = this.getNodeParameter('inFlight', 0);
		await Promise.all(Array.from({ length: inFlight }, work));
		return [output];
	}
};
