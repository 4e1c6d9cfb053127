/** Compares what is sent with what a person sees in the file. */
import type { Cell, Line, SheetFile } from './model';
import type { Fate, Read } from './reader';

/**
 * Of a row: sent as it is seen; refused; sent in another way, and a hint says so of that column; in another way, and no
 * node behind the reader can notice it; in another way without a word, which must not be.
 */
export type Verdict = 'equal' | 'refused' | 'hinted' | 'unnoticed' | 'silent';

export interface Judged {
	readonly verdicts: readonly Verdict[];
	/** What is sent in another way than it is seen, without a word. */
	readonly silent: readonly string[];
}

/** What the cell means: as it is seen, unless the documents spell it in another way. */
const meant = (cell: Cell | undefined): string | undefined => (cell === undefined ? undefined : cell.sent === null ? undefined : (cell.sent ?? cell.seen));

const PLACES = /(?:\b(?:rows?|items?)|第|输入项) (\d[\d ,、-]*)/gi;

/** The rows that a hint of the run names; undefined where it is about all of them. */
export function rowsNamed(hint: string): ReadonlySet<number> | undefined {
	const plain = hint.replace(/ ?[(（][^()（）]*[)）]/g, '').replace(/ 行、第 /g, ', ');
	const numbers = [...plain.matchAll(PLACES)].flatMap(([, list]) =>
		list.split(/[,、]/).flatMap((part) => {
			const [first, last = first] = part.split('-').map(Number);
			return Array.from({ length: last - first + 1 }, (_, index) => first + index);
		}),
	);
	return numbers.length === 0 ? undefined : new Set(numbers);
}

/** What the run says of a count of rows, with one of them as an example, stands in full on each row. */
const IS_EXAMPLE = /The first: /;

const names = (hint: string, parameter: string, heading: string | undefined): boolean =>
	hint.includes(parameter) || (heading !== undefined && hint.includes(heading.trim().split('\n')[0]));

/** Whether a hint on the row, or one of the run that doesn't leave this row out, is about the column. */
function isHinted({ file, read, fate, index }: Seen, parameter: string): boolean {
	const ofRun = read.hints.filter((hint) => !IS_EXAMPLE.test(hint) && (rowsNamed(hint)?.has(read.numbers[index]) ?? true));
	return [...ofRun, ...(fate?.hints ?? [])].some((hint) => names(hint, parameter, file.headings[parameter]));
}

/** Fills itself in where the column has no cell. */
const FILLED_IN = new Set(['product_code', 'upload_time']);

interface Seen {
	readonly file: SheetFile;
	readonly read: Read;
	readonly line: Line;
	readonly fate: Fate | undefined;
	readonly index: number;
}

/** What is sent, with the members of an object under their own names. */
function sentOf({ file, fate }: Seen): Readonly<Record<string, string>> {
	const sent = fate?.sent ?? {};
	const members = Object.keys(file.members ?? {}).flatMap((parameter) => Object.entries(JSON.parse(sent[parameter] ?? '{}') as object));
	return { ...sent, ...Object.fromEntries(members.map(([name, value]) => [name, String(value)])) };
}

/** The parameters of a row that are sent in another way than they are seen. */
function differing(seen: Seen): string[] {
	const { file, line } = seen;
	const sent = sentOf(seen);
	const names = new Set([...Object.keys(sent), ...Object.keys(line.cells)]);
	return [...names].filter((parameter) => {
		const cell = line.cells[parameter];
		if (cell === undefined && FILLED_IN.has(parameter)) return false;
		if (!(parameter in file.headings) || parameter === 'remark') return false;
		return sent[parameter] !== meant(cell);
	});
}

function verdictOf(wrong: number, unnoticed: number, silent: number): Verdict {
	if (silent > 0) return 'silent';
	if (wrong === 0) return 'equal';
	return wrong > unnoticed ? 'hinted' : 'unnoticed';
}

function judge(seen: Seen): { verdict: Verdict; silent: string[] } {
	const { read, line, fate, index } = seen;
	if (fate?.error !== undefined || (fate === undefined && read.error !== undefined)) return { verdict: 'refused', silent: [] };
	const row = read.numbers[index];
	if (line.isAside) {
		const isNamed = read.hints.some((hint) => rowsNamed(hint)?.has(row));
		return isNamed ? { verdict: 'hinted', silent: [] } : { verdict: 'silent', silent: [`row ${row}: sent, though it isn't one`] };
	}
	const wrong = differing(seen);
	const unnoticed = wrong.filter((parameter) => line.cells[parameter]?.onlyReaderKnows !== undefined);
	const silent = wrong.filter(
		(parameter) => !unnoticed.includes(parameter) && !isHinted(seen, parameter),
	);
	const tell = (parameter: string) =>
		`row ${row}, ${parameter}: seen ${JSON.stringify(line.cells[parameter]?.seen)}, sent ${JSON.stringify(sentOf(seen)[parameter])}`;
	return { verdict: verdictOf(wrong.length, unnoticed.length, silent.length), silent: silent.map(tell) };
}

/** The rows of a file, one after the other, as they stand there. */
export function judgeFile(file: SheetFile, read: Read): Judged {
	const isWhole = read.items.length === file.lines.length;
	const judged = file.lines.map((line, index) => judge({ file, read, line, fate: isWhole ? read.fates[index] : undefined, index }));
	const isRefusedWhole = read.fates.every(({ error }) => error !== undefined);
	const lost = isWhole || isRefusedWhole ? [] : [`${file.lines.length} lines are seen, ${read.items.length} items arrive`];
	if (!isWhole && isRefusedWhole) return { verdicts: file.lines.map(() => 'refused'), silent: [] };
	return { verdicts: judged.map(({ verdict }) => verdict), silent: [...lost, ...judged.flatMap(({ silent }) => silent)] };
}
