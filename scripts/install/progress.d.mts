export interface StepTime {
	readonly title: string;
	readonly seconds: number;
}

export declare const steps: StepTime[];

export declare const step: <T>(
	title: string,
	work: (t: (detail: string) => void) => Promise<T>,
) => Promise<T>;

export interface LoggedRun {
	readonly cwd: string;
	readonly env?: NodeJS.ProcessEnv;
	/** File that gets the output; its folder is made. */
	readonly log: string;
	/** What the command is called in an error. */
	readonly name?: string;
}

export declare const runLogged: (
	command: string,
	args: readonly string[],
	options: LoggedRun,
) => Promise<void>;

export declare const withoutScriptVariables: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;

export declare const npmCommand: (node?: string) => [command: string, first: string[]];

export declare const runNpm: (
	args: readonly string[],
	options: Omit<LoggedRun, 'name'> & { readonly node?: string },
) => Promise<void>;
