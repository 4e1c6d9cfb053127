/** The cells of a csv text with commas and double quotes. */
export function csvRows(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\r?\n|$)/g)) {
		rows.at(-1)!.push((quoted?.replace(/""/g, '"') ?? plain).replace(/\r$/, ''));
		if (end === '') break;
		if (end !== ',') rows.push([]);
	}
	return rows.at(-1)!.length === 1 && rows.at(-1)![0] === '' ? rows.slice(0, -1) : rows;
}
