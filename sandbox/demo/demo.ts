/**
 * A real n8n with this package, against the local gateway, on the example spreadsheets and a webhook call.
 *
 * `npm run demo [-- OPTIONS]`. Without `--exit` the editor stays open until Ctrl+C.
 * - `--exit`: stops everything when the checks are done; the status is 0 only if all of them passed
 * - `--all`: runs the other examples as well: the 2,000 rows with every kind of trouble, and the failed rows by mail
 * - `--lang zh-CN`: prints Chinese, and uses the Chinese build
 * - `--package FILE.tgz`: uses this package instead of packing the sources
 * - `--n8n 2.8.4`, `--node 20`: uses another n8n, and another Node.js for it
 * - `--port 5678`: the editor's, if it is free
 */
import { parseArgs } from 'node:util';
import type { Language } from '../../i18n/translate';

const { values } = parseArgs({
	options: {
		exit: { type: 'boolean', default: false },
		lang: { type: 'string', default: 'en' },
		all: { type: 'boolean', default: false },
		package: { type: 'string' },
		n8n: { type: 'string' },
		node: { type: 'string' },
		port: { type: 'string', default: '5678' },
	},
});

/** A text's language is chosen when its module is loaded, so every module with texts is loaded after this. */
const main = async (): Promise<void> => {
	const language: Language = values.lang.startsWith('zh') ? 'zh' : 'en';
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	const { runDemo } = await import('./run-demo');
	process.exitCode = await runDemo({
		language,
		endsAfterChecks: values.exit,
		packageTarball: values.package,
		runsAll: values.all,
		port: Number(values.port),
		n8n: { version: values.n8n, nodeMajor: values.node === undefined ? undefined : Number(values.node) },
	});
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
