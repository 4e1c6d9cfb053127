/** n8n's logger for the engine tests: it prints nothing and keeps everything, whatever the level. */
import './environment';
import { dirname } from 'node:path';
import { LoggerProxy } from 'n8n-workflow';
import type { Logger } from 'n8n-workflow';

const LEVELS = ['error', 'warn', 'info', 'debug', 'verbose'] as const;

export interface LogEntry {
	readonly level: string;
	readonly message: unknown;
	readonly metadata: unknown;
}

const entries: LogEntry[] = [];

const logger = {
	...Object.fromEntries(
		LEVELS.map((level) => [
			level,
			(message: unknown, metadata?: unknown) => void entries.push({ level, message, metadata }),
		]),
	),
	scoped: () => logger,
} as unknown as Logger & { scoped(): Logger };

/** A module as n8n-core itself sees it: it brings copies of its own. */
function requireAsCore<T>(name: string): T {
	const core = dirname(require.resolve('n8n-core'));
	return require(require.resolve(name, { paths: [core] })) as T;
}

interface ContainerModule {
	Container: { set(type: unknown, instance: unknown): void };
}

const { Container } = requireAsCore<ContainerModule>('@n8n/di');
Container.set(requireAsCore<{ Logger: unknown }>('@n8n/backend-common').Logger, logger);
LoggerProxy.init(logger);

/** What was logged since the last call. */
export const takeLog = (): LogEntry[] => entries.splice(0);
