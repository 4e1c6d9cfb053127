/** Which versions of n8n the package is tried on. */
export interface Wanted {
	/** Why this one. */
	readonly label: string;
	readonly nodeMajor: number;
	/** The first that can be installed is used; those before it are listed, with the reason. */
	readonly versions: readonly string[];
}

/** The newest that the registry names is always first, whether or not its parts are there. */
export const WANTED: readonly Wanted[] = [
	{ label: 'the newest', nodeMajor: 24, versions: ['2.41.3', '2.41.1'] },
	{ label: 'the newest for Node.js 20', nodeMajor: 20, versions: ['2.8.4'] },
	{ label: 'the last 1.x', nodeMajor: 22, versions: ['1.123.81'] },
];
