/**
 * Runs a gateway with fresh keys until it is interrupted.
 *
 * `tsx sandbox/main.ts [--port N] [--page-port N] [--latency MS] [--quiet] [--tls]
 * [--certificates production|sandbox] [--credential FILE]`
 * - `--certificates`: certificate mode, with certificates like Alipay's own, or like those of Alipay's sandbox, whose
 *   intermediate is no CA; `production` unless given
 * - `--credential`: writes the nodes' credential to the file, readable by its owner only
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { t } from '../i18n/translate';
import {
	CERTIFICATE_WORLDS,
	certificateCredentialFor,
	certificateGatewayOptions,
	makeCertificateMaterial,
	makeTlsMaterial,
	type CertificateWorld,
} from './keys/certificate-authority';
import { startGateway } from './gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys, SANDBOX_APP_ID } from './keys/test-account';

/** `--certificates` without a value means `production`. */
const withDefaultWorld = (args: readonly string[]): string[] =>
	args.map((arg, index) => {
		const isAlone = (args[index + 1] ?? '--').startsWith('--');
		return arg === '--certificates' && isAlone ? '--certificates=production' : arg;
	});

const { values } = parseArgs({
	args: withDefaultWorld(process.argv.slice(2)),
	options: {
		port: { type: 'string', default: '0' },
		'page-port': { type: 'string', default: '0' },
		latency: { type: 'string', default: '0' },
		quiet: { type: 'boolean', default: false },
		tls: { type: 'boolean', default: false },
		certificates: { type: 'string' },
		credential: { type: 'string' },
	},
});

const worldNamed = (name: string): CertificateWorld => {
	const world = CERTIFICATE_WORLDS.find((each) => each === name);
	if (world !== undefined) return world;
	const names = CERTIFICATE_WORLDS.join(', ');
	throw new Error(
		t({
			en: `--certificates ${name} isn't valid. Use one of: ${names}`,
			zh: `--certificates ${name} 无效，可用：${names}`,
		}),
	);
};

const main = async (): Promise<void> => {
	const keys = makeSandboxKeys();
	const material =
		values.certificates === undefined
			? undefined
			: makeCertificateMaterial(keys, { world: worldNamed(values.certificates) });
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
		t({ en: `App ID    ${SANDBOX_APP_ID}`, zh: `应用 ID   ${SANDBOX_APP_ID}` }),
		...(values.credential === undefined
			? []
			: [t({ en: `Credential ${values.credential}`, zh: `凭证      ${values.credential}` })]),
		t({ en: 'Press Ctrl+C to stop.', zh: '按 Ctrl+C 停止。' }),
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	const stop = (): void => void gateway.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (process.send !== undefined)
		process.send({ url: gateway.url, pageUrl: gateway.pageUrl, credential });
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
