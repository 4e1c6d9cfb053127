import { SIGNED_NAMES } from '../request/protocol-parameters';

/** What comes before the string that the gateway checked, in `sub_msg` of `isv.invalid-signature`. */
const MARK = /[，,]?(?:网关生成的)?验签字符串为\s*[:：]/;

const ENTITIES: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&quot;': '"',
	'&lt;': '<',
	'&gt;': '>',
	'&apos;': "'",
	'&#39;': "'",
	'&#x27;': "'",
	'&#34;': '"',
};

const unescapeHtml = (text: string): string =>
	text.replace(/&(?:amp|quot|lt|gt|apos|#39|#x27|#34);/g, (entity) => ENTITIES[entity]);

/** A message of the gateway's without the string that it echoes, which may hold tokens. */
export const withoutEcho = (subMsg: string): string => subMsg.split(MARK)[0];

/** How the string that the gateway checked differs from the one that was signed. */
export type EchoFinding =
	| { kind: 'none' }
	| { kind: 'equal' }
	/** The echo ends early, and is equal up to there. */
	| { kind: 'cutShort' }
	/** `parameter`: where the first difference lies; `position`: in its value, from 1. */
	| { kind: 'different'; parameter: string; position: number };

function commonLength(one: string, other: string): number {
	let length = 0;
	while (length < one.length && length < other.length && one[length] === other[length]) length++;
	return length;
}

/** The parameter whose `name=value` holds the place. A value may hold `&name=`, so only names of the protocol count. */
function placeIn(canonicalString: string, at: number): { parameter: string; position: number } {
	const names = [...canonicalString.matchAll(/(?:^|&)([a-z_]+)=/g)].filter(([, name]) =>
		SIGNED_NAMES.includes(name),
	);
	const found = names.findLast(({ index }) => index <= at) ?? names[0];
	if (found === undefined) return { parameter: '', position: at + 1 };
	const [separated, parameter] = found;
	return { parameter, position: Math.max(1, at - found.index - separated.length + 1) };
}

function compare(echoed: string, canonicalString: string): EchoFinding {
	if (echoed === canonicalString) return { kind: 'equal' };
	const length = commonLength(echoed, canonicalString);
	if (length === echoed.length && length > 0) return { kind: 'cutShort' };
	return { kind: 'different', ...placeIn(canonicalString, length) };
}

/**
 * Holds the string that the gateway says it checked against the one that was signed. Equal: the key
 * is wrong. Different: the encoding is. Values are never shown, only where they differ.
 */
export function compareEcho(subMsg: string, canonicalString: string): EchoFinding {
	const mark = MARK.exec(subMsg);
	if (mark === null) return { kind: 'none' };
	const raw = subMsg.slice(mark.index + mark[0].length).trim();
	if (raw === '') return { kind: 'none' };
	const ours = canonicalString.trim();
	const finding = compare(unescapeHtml(raw), ours);
	return finding.kind !== 'equal' && raw === ours ? { kind: 'equal' } : finding;
}
