/**
 * A real n8n with this package, against the local gateway, on the example spreadsheets and a webhook call.
 *
 * `npm run demo [-- --exit] [--all] [--lang zh-CN] [--package FILE.tgz]`: with `--exit` everything is ended
 * when the checks are done, and the status is 0 only if they all hold; without it the editor stays open until Ctrl+C.
 * `--all` runs the other examples as well: the 2,000 rows with every kind of trouble, and the failed rows by mail.
 */
import { parseArgs } from 'node:util';
import type { Language } from '../i18n/text';

const { values } = parseArgs({
	options: {
		exit: { type: 'boolean', default: false },
		lang: { type: 'string', default: 'en' },
		all: { type: 'boolean', default: false },
		package: { type: 'string' },
		port: { type: 'string', default: '5678' },
	},
});

/** The texts are chosen when they are loaded, so everything that speaks is loaded after this. */
const main = async (): Promise<void> => {
	const language: Language = values.lang.startsWith('zh') ? 'zh' : 'en';
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	const { runDemo } = await import('./demo-run');
	process.exitCode = await runDemo({
		language,
		endsAfterChecks: values.exit,
		packageTarball: values.package,
		runsAll: values.all,
		port: Number(values.port),
	});
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
