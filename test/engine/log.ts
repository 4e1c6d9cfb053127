/** n8n's logger for the engine tests: it prints nothing and keeps everything, at every level. */
import './environment';
import { createRequire } from 'node:module';
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
const requireAsCore = createRequire(require.resolve('n8n-core'));

interface ContainerModule {
	Container: { set(type: unknown, instance: unknown): void };
}

const { Container } = requireAsCore('@n8n/di') as ContainerModule;
const backendCommon = requireAsCore('@n8n/backend-common') as { Logger: unknown };
Container.set(backendCommon.Logger, logger);
LoggerProxy.init(logger);

/** What was logged since the last call. */
export const takeLog = (): LogEntry[] => entries.splice(0);
