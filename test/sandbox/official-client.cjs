/**
 * Runs the official npm client in its own process, because it writes the timestamp in its machine's zone.
 * Reads `{ config, validateSign, calls: [{ method, params }] }` from the standard input, prints the responses as JSON.
 */
const { AlipaySdk } = require('alipay-sdk');

const read = async (stream) => {
	const chunks = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
};

const main = async () => {
	const { config, validateSign, calls } = JSON.parse(await read(process.stdin));
	const sdk = new AlipaySdk(config);
	const responses = [];
	for (const { method, params } of calls) {
		try {
			responses.push(await sdk.exec(method, params, { validateSign }));
		} catch (error) {
			responses.push({ error: error.message });
		}
	}
	process.stdout.write(JSON.stringify(responses));
};

void main();
