/**
 * Runs a gateway with fresh keys until it is interrupted.
 *
 * `tsx sandbox/main.ts [--port N] [--page-port N] [--latency MS] [--quiet] [--tls] [--certificates]
 * [--credential FILE]`: with `--credential` the nodes' credential is written to the file, readable by its owner only.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { t } from '../i18n/translate';
import {
	certificateCredentialFor,
	certificateGatewayOptions,
	makeCertificateMaterial,
	makeTlsMaterial,
} from './keys/certificate-authority';
import { startGateway } from './gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys, SANDBOX_APP_ID } from './keys/test-account';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		'page-port': { type: 'string', default: '0' },
		latency: { type: 'string', default: '0' },
		quiet: { type: 'boolean', default: false },
		tls: { type: 'boolean', default: false },
		certificates: { type: 'boolean', default: false },
		credential: { type: 'string' },
	},
});

const main = async (): Promise<void> => {
	const keys = makeSandboxKeys();
	const material = values.certificates ? makeCertificateMaterial(keys) : undefined;
	const gateway = await startGateway({
		...(material ? certificateGatewayOptions(material) : gatewayOptionsFor(keys)),
		port: Number(values.port),
		pagePort: Number(values['page-port']),
		latencyMs: Number(values.latency),
		quiet: values.quiet,
		tls: values.tls ? makeTlsMaterial() : undefined,
	});
	const credential = material
		? certificateCredentialFor(gateway, keys, material)
		: credentialFor(gateway, keys);
	if (values.credential !== undefined) {
		writeFileSync(values.credential, JSON.stringify(credential, null, '\t'), { mode: 0o600 });
	}
	const lines = [
		t({ en: `Gateway   ${gateway.url}`, zh: `网关      ${gateway.url}` }),
		t({ en: `Page      ${gateway.pageUrl}`, zh: `页面      ${gateway.pageUrl}?lang=zh` }),
		t({ en: `App id    ${SANDBOX_APP_ID}`, zh: `应用 ID   ${SANDBOX_APP_ID}` }),
		...(values.credential === undefined
			? []
			: [t({ en: `Credential ${values.credential}`, zh: `凭证      ${values.credential}` })]),
		t({ en: 'Press Ctrl+C to stop.', zh: '按 Ctrl+C 结束。' }),
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	const stop = (): void => void gateway.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (process.send !== undefined)
		process.send({ url: gateway.url, pageUrl: gateway.pageUrl, credential });
};

void main();
