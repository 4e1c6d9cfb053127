type Value = string | readonly Value[] | { readonly [name: string]: Value };

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;

/** Texts keep their quote in front, so that they aren't taken for a number or a word. */
const asText = (token: string): string =>
	token.startsWith('"') ? JSON.stringify(`"${JSON.parse(token) as string}`) : `"${token}"`;

const nameOf = (text: string): string => text.slice(1);

const byCodeUnits = ([a]: readonly [string, Value], [b]: readonly [string, Value]): number =>
	a < b ? -1 : Number(a > b);

const written = (value: Value): string => {
	if (typeof value === 'string') return value.startsWith('"') ? JSON.stringify(nameOf(value)) : value;
	if (Array.isArray(value)) return `[${(value as readonly Value[]).map(written).join(',')}]`;
	const members = Object.entries(value as { readonly [name: string]: Value }).sort(byCodeUnits);
	return `{${members.map(([name, member]) => `${JSON.stringify(nameOf(name))}:${written(member)}`).join(',')}}`;
};

/**
 * One writing for equal JSON: no blanks, the members of each object in the order of their names' UTF-16 code
 * units, texts escaped as `JSON.stringify` does it. Numbers keep their digits, however long they are.
 *
 * @param text valid JSON in which no object has a name twice
 */
export const canonicalJson = (text: string): string =>
	written(JSON.parse(text.replace(TOKENS, asText)) as Value);
