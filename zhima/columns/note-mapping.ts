/** Notes that say which word means which value: `Y:可借,N:不可借`, `power_bank/umbrella`. */

interface Token {
	readonly value: string;
	readonly script: 'letters' | 'digits' | 'chinese' | 'sign';
	/** Whether a sign or word before it says that it means the same as the token before it. */
	readonly isEquated: boolean;
}

/** What a note says of the words that it holds; `rest` is what is neither a word nor a sign between two. */
export interface Mapping {
	readonly isConsistent: boolean;
	readonly rest: string;
	/** The values of the words, in their order. */
	readonly values: readonly string[];
}

const EQUATION = /[:=→>]|为|表示|代表|即|填|写|选|默认|\b(?:is|means)\b/;
const BETWEEN = /^(?:[\s:=→>/|,;、。.\-+()"']|(?:不填|留空|为空)?则?默认值?|为|表示|代表|即|填写|填|写|选项|选择|选|请|或者?|和|\b(?:is|means|or|and)\b)+/;

const scriptOf = (word: string): Token['script'] =>
	/^\d/.test(word) ? 'digits' : /^[a-z]/.test(word) ? 'letters' : /\p{Script=Han}/u.test(word) ? 'chinese' : 'sign';

const isAlone = (text: string, start: number, word: string): boolean =>
	!/^[a-z\d]/.test(word) || !(/[a-z\d_]/.test(text[start - 1] ?? '') || /[a-z\d_]/.test(text[start + word.length] ?? ''));

/** The words that a note holds, the longest first where two begin alike. */
const tokensOf = (note: string, words: ReadonlyMap<string, string>): { tokens: Token[]; rest: string } => {
	const longestFirst = [...words.keys()].sort((a, b) => b.length - a.length);
	const tokens: Token[] = [];
	let [rest, between] = ['', ''];
	for (let at = 0; at < note.length; ) {
		const word = longestFirst.find((each) => note.startsWith(each, at) && isAlone(note, at, each));
		const gap = word === undefined ? BETWEEN.exec(note.slice(at))?.[0] : undefined;
		if (word !== undefined) {
			tokens.push({ value: words.get(word)!, script: scriptOf(word), isEquated: EQUATION.test(between) });
			between = '';
		} else if (gap !== undefined) between += gap;
		else rest += note[at];
		at += (word ?? gap ?? note[at]).length;
	}
	return { tokens, rest };
};

/** How many tokens of one value follow each other, group by group. */
const runsOf = (tokens: readonly Token[]): number[] => {
	const runs: number[] = [];
	tokens.forEach(({ value }, index) => {
		if (index > 0 && tokens[index - 1].value === value) runs[runs.length - 1] += 1;
		else runs.push(1);
	});
	return runs;
};

/** `Y/N`, `1/0 是/否`: words of one script in turn, none equated with the one before it. */
const areAlternatives = (tokens: readonly Token[]): boolean => {
	if (tokens.some(({ isEquated }, index) => index > 0 && isEquated)) return false;
	const isOneScript = tokens.every(({ script }) => script === tokens[0].script);
	const arePairs = tokens.length % 2 === 0 && tokens.every(({ script }, index) => index % 2 === 0 || script === tokens[index - 1].script);
	return isOneScript || arePairs;
};

/**
 * Whether a note gives the words the values that they have for us: all mean the same, or groups of
 * equal length each mean one value (`Y:可借,N:不可借`), or they are alternatives (`Y/N`). `0可借 1不可借` is
 * none of these.
 */
export const mappingIn = (note: string, words: ReadonlyMap<string, string>): Mapping => {
	const { tokens, rest } = tokensOf(note, words);
	const runs = runsOf(tokens);
	const isEven = runs.every((length) => length === runs[0]);
	const isConsistent = runs.length < 2 || (isEven && (runs[0] > 1 || areAlternatives(tokens)));
	return { isConsistent, rest, values: tokens.map(({ value }) => value) };
};
