'use strict';

/**
 * The official client with so many calls in flight, outside n8n. Takes its task as JSON in BENCH_TASK:
 * `{ credential, file, count, inFlight }`; prints what was measured as JSON.
 */
const { readFileSync } = require('node:fs');
const { AlipaySdk } = require('alipay-sdk');

const { credentialFile, file, count, inFlight } = JSON.parse(process.env.BENCH_TASK);
const credential = JSON.parse(readFileSync(credentialFile, 'utf8'));
const rows = readFileSync(file, 'utf8')
	.trimEnd()
	.split('\n')
	.slice(0, count)
	.map((line) => JSON.parse(line));

const sdk = new AlipaySdk({
	appId: credential.appId,
	privateKey: credential.privateKey,
	keyType: 'PKCS8',
	alipayPublicKey: credential.alipayPublicKey,
	gateway: credential.gatewayUrl,
	camelcase: false,
	timeout: 60_000,
});

async function main() {
	let next = 0;
	let accepted = 0;
	const work = async () => {
		while (next < rows.length) {
			const bizContent = rows[next++];
			const { code } = await sdk.exec(
				'zhima.merchant.borrow.entity.upload',
				{ bizContent },
				{ validateSign: true },
			);
			if (code === '10000') accepted++;
		}
	};
	globalThis.zhimaBench.start();
	await Promise.all(Array.from({ length: inFlight }, work));
	const measured = await globalThis.zhimaBench.stop();
	console.log(JSON.stringify({ ...measured, items: rows.length, accepted }));
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
