/** Tables for a terminal, in which a Chinese character is two columns wide. */

const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

const widthOf = (text: string): number =>
	[...text].reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0);

const padded = (text: string, width: number): string =>
	text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Breaks a text into lines of at most this width, at blanks where there are any. */
const linesOf = (text: string, width: number): string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.match(/[ -~]+?(?:\s|$)|[ -~]+|[^ -~]/gu) ?? []) {
		if (line !== '' && widthOf(line + word.trimEnd()) > width) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += line === '' ? word.trimStart() : word;
	}
	return [...lines, line.trimEnd()];
};

/** Rows of cells below headings. The last column is broken into lines so that the table is at most `width` wide. */
export const tableOf = (
	headings: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
	width = 118,
): string => {
	const last = headings.length - 1;
	const widths = headings.map((heading, column) =>
		Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[column]))),
	);
	const before = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 0);
	widths[last] = Math.max(20, Math.min(widths[last], width - before));
	const lines = [headings, widths.map((each) => '─'.repeat(each)), ...rows].flatMap((row) => {
		const [first, ...others] = linesOf(row[last], widths[last]);
		const start = row.slice(0, last).map((cell, column) => padded(cell, widths[column]));
		return [[...start, first].join('  '), ...others.map((line) => `${' '.repeat(before)}${line}`)];
	});
	return lines.map((line) => line.trimEnd()).join('\n');
};

/** `2-17, 19-38` */
export const rangesOf = (numbers: readonly number[]): string => {
	const parts: string[] = [];
	for (let start = 0; start < numbers.length; ) {
		let end = start;
		while (numbers[end + 1] === numbers[end] + 1) end += 1;
		parts.push(start === end ? `${numbers[start]}` : `${numbers[start]}-${numbers[end]}`);
		start = end + 1;
	}
	return parts.join(', ');
};
