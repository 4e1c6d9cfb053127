import type { Parameter } from './api-types';
import { type CellIssue, isCellIssue } from './cells/cell';
import { readFlag } from './cells/flag';

/** As a cell with Y or N. Of the parameter only the kind is asked. */
const FLAG = { kind: { type: 'flag' } } as Parameter;

/**
 * True or false, from anything that a cell with Y or N may hold: `true`, `"TRUE"`, `" yes"`, `是`, `1`. What is
 * unclear is an issue, and nothing at all is unclear.
 */
export function readYesOrNo(value: unknown): boolean | CellIssue {
	const reading = readFlag(value, FLAG);
	return isCellIssue(reading) ? reading : reading.value === 'Y';
}
