/** Whether a note beside a heading leaves the meaning of the column's values alone. */
import { trimCell } from '../cells/cell';
import { flagWords } from '../cells/flag';
import { optionWords } from '../cells/choice';
import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { bare } from './heading-text';
import { bareNamesOf, isPoint } from './known-names';
import { ASIDE_WORDS, BESIDE_A_CODE, KIND_NOTES, WGS84_WORDS } from './kind-notes';
import { isBareExample, isReadableExample } from './note-example';
import { mappingIn } from './note-mapping';

/**
 * `harmless`: says what is assumed anyway. `free`: a remark on values that mean the same with any remark.
 * `changing`: gives the values another meaning. `foreign`: names another parameter. `aside`: says that the
 * column is an old one, an example, or holds something else. `unknown`: none of these.
 */
export type NoteMeaning = 'harmless' | 'free' | 'changing' | 'foreign' | 'aside' | 'unknown';

/** The meanings with which a column is not read. */
export type NoteDoubt = Exclude<NoteMeaning, 'harmless' | 'free'>;

export const isDoubt = (meaning: NoteMeaning): meaning is NoteDoubt => meaning !== 'harmless' && meaning !== 'free';

/** The documented name of the parameter that a bare text is a name of. */
export type NameOf = (bareText: string) => string | undefined;

/** What notes of any column say: that a cell must be filled in, its length, its type. */
const COMMON: readonly RegExp[] = [
	/^[*※#●→?:.。★☆]*$/,
	/^(?:此列|该列|本列)?为?(?:非?必填项?|必选项?|选填项?|可选项?|必须填?写?|必需|必录|非空|不[能可得]为?空|可为?空|允许为空|可不填|不必填|required|optional|mandatory|notnull|nullable)$/,
	/^(?:请|此列|本列)?(?:勿|不要|不可|不能|不得|禁止)(?:修改|改动|更改|变更|编辑|删除)$|^只读$|^read-?only$|^(?:donot|don't)(?:edit|change|modify)$/,
	/^(?:最多|最大|不超过|不多于|至多|限|最长|最大长度|长度|字数|≤|<=|max(?:imum)?|upto|length|within)*[:为]?(?:不超过|≤|<=)?\d{1,4}个?(?:字|字符|汉字|字节|位|位数|位数字|chars?|characters?|digits?|bytes?)(?:以内|之内|内|以下|max(?:imum)?)?$/,
	/^(?:最大长度|最长|长度|max(?:imum)?(?:length)?|maxlength|length)[:为]?(?:不超过|≤|<=)?\d{1,4}$/,
	/^(?:请|下拉|单选|选择|框|列表|菜单)+$/,
	/^(?:数据类型|类型|格式)?[:为]?(?:只|仅)?能?(?:填写?|输入)?纯?(?:文本|文字|字符串?|阿拉伯数字|数字|数值|整数|整型|正整数|小数|浮点数?|text|string|str|numbers?(?:only)?|numeric|integer|(?:tiny|small|big)?int|long|枚举|enum|float|double|decimal|(?:var)?char|bool(?:ean)?|布尔值?|date|datetime|日期|时间|日期时间)(?:格式|型|类型)?(?:\(?\d+(?:,\d+)?\)?)?$/,
];
const STRONG_SEAM = /[,;、。|\n()]+/;
const WEAK_SEAM = /[\s/&]+|和|及/;

const compact = (note: string): string => note.replace(/[\s_]+/g, '');

/** Whether a text holds words that are whole: yy-mm-dd is no part of yyyy-mm-dd. */
const holdsWords = (text: string, words: string): boolean => {
	const at = text.indexOf(words);
	return at !== -1 && !/[a-z\d]/.test(text[at - 1] ?? '') && !/[a-z\d]/.test(text[at + words.length] ?? '');
};

/** A text as notes are compared: half-width, in small letters, and with or without blanks beside Chinese. */
const comparable = (text: string): string =>
	text.normalize('NFKC').toLowerCase().replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '');

/** A text in the languages that are there: a build holds one. */
const textsOf = (text: Partial<Text>): string[] => [text.zh, text.en].filter((each) => each !== undefined);

/** Words of the document's own description, at least four characters. */
const isOfDescription = (note: string, { kind, description }: Parameter): boolean => {
	if (kind.type === 'flag' || bare(note).length < 4) return false;
	return textsOf(description).some((text) => holdsWords(comparable(text), comparable(note)));
};

/** E and 东经 of a longitude, N and 北纬 of a latitude. */
const isOwnAxis = (note: string, parameter: Parameter): boolean => {
	const { kind } = parameter;
	return kind.type === 'coordinate' && !isPoint(parameter) && (kind.max > 90 ? /^(?:°?e°?|东经?|lng|lon|x)$/ : /^(?:°?n°?|北纬?|lat|y)$/).test(note);
};

const isHarmless = (note: string, parameter: Parameter, nameOf: NameOf): boolean => {
	const text = compact(note);
	return (
		[...COMMON, ...KIND_NOTES[parameter.kind.type].harmless].some((pattern) => pattern.test(text)) ||
		nameOf(bare(note)) === parameter.name ||
		bareNamesOf(parameter).includes(bare(note)) ||
		textsOf(parameter.label).some((label) => bare(label) === bare(note) && bare(note) !== '') ||
		isOwnAxis(text, parameter) ||
		isReadableExample(note, parameter) ||
		isBareExample(note, parameter) ||
		isOfDescription(note, parameter)
	);
};

const joined = (meanings: readonly NoteMeaning[]): NoteMeaning =>
	(['changing', 'foreign', 'aside', 'unknown', 'free'] as const).find((each) => meanings.includes(each)) ?? 'harmless';

/** Whether a note says that the column is not the one that is meant. */
const isAside = (note: string, { kind, name, columnNames }: Parameter): boolean =>
	ASIDE_WORDS.test(compact(note)) ||
	(kind.type === 'identifier' && BESIDE_A_CODE.test(note) && ![name, ...columnNames].some((each) => bare(each).includes(bare(note))));

const wordsOf = ({ kind }: Parameter): ReadonlyMap<string, string> | undefined =>
	kind.type === 'flag' ? flagWords(kind) : kind.type === 'choice' ? optionWords(kind.options) : undefined;

/** 是否收租金(免租金): whether yes means that there is a rent, or that there is none. */
const isLoneNo = (values: readonly string[], { kind }: Parameter): boolean =>
	kind.type === 'flag' && values.length === 1 && values[0] === 'N';

/** A note with the words for values: what of it is harmless in itself is left out, the rest read as one. */
const meaningOfMapping = (
	note: string,
	words: ReadonlyMap<string, string>,
	parameter: Parameter,
	nameOf: NameOf,
): NoteMeaning => {
	const parts = note.split(/[,;、。|\s()]+/).filter((part) => !isHarmless(part, parameter, nameOf));
	if (parts.some((part) => isAside(part, parameter))) return 'aside';
	const { isConsistent, rest, values } = mappingIn(parts.join(' '), words);
	if (!isConsistent || isLoneNo(values, parameter)) return 'changing';
	if (rest === '') return 'harmless';
	if (parts.some((part) => nameOf(bare(part)) !== undefined)) return 'foreign';
	return parameter.kind.type === 'choice' && !/\d/.test(rest) ? 'free' : 'unknown';
};

/** What a note means for the values of a parameter's column. */
export const meaningOfNote = (given: string, parameter: Parameter, nameOf: NameOf): NoteMeaning => {
	const note = trimCell(given.normalize('NFKC').toLowerCase().replace(/[\ufe0e\ufe0f]/g, ''));
	const named = nameOf(bare(note));
	if (named !== undefined && named !== parameter.name) return 'foreign';
	if (isHarmless(note, parameter, nameOf)) return 'harmless';
	if (isAside(note, parameter)) return 'aside';
	const words = wordsOf(parameter);
	if (words !== undefined) return meaningOfMapping(note, words, parameter, nameOf);
	const parts = note.split(STRONG_SEAM).map(trimCell).filter(Boolean);
	if (parts.length > 1) return joined(parts.map((part) => meaningOfNote(part, parameter, nameOf)));
	const pieces = note.split(WEAK_SEAM).filter(Boolean);
	const meanings = pieces.length > 1 ? pieces.map((piece) => meaningOfNote(piece, parameter, nameOf)) : [];
	const { changing, isFree } = KIND_NOTES[parameter.kind.type];
	if (changing?.test(compact(note)) === true && !(meanings.length > 0 && joined(meanings) === 'harmless')) return 'changing';
	if (meanings.length > 0 && (!isFree || meanings.includes('aside'))) return joined(meanings);
	return isFree ? 'free' : 'unknown';
};

/** Words that turn yes into no, in a name that is not the document's. */
const NEGATION = /[不非免禁未停反无勿]|disab|unavail|inactive|(?<![a-z])(?:not?|un|dis)(?![a-z])/;

/** What a heading's own words mean where only its brackets hold a documented name: `时间 UTC (upload_time)`. */
export const isLabelChanging = (label: string, parameter: Parameter, nameOf: NameOf): boolean => {
	if (parameter.kind.type === 'flag') return NEGATION.test(label.toLowerCase());
	return parameter.kind.type !== 'choice' && meaningOfNote(label, parameter, nameOf) === 'changing';
};

/** Whether a word names WGS84, the system of GPS. */
export const isWgs84 = (word: string): boolean => WGS84_WORDS.test(compact(trimCell(word.toLowerCase())));

/** What is said of a datum that maps in China do not have; undefined where there is nothing to say. */
export const datumHint = (heading: string, notes: readonly string[], { kind }: Parameter): string | undefined => {
	return kind.type === 'coordinate' && [heading, ...notes].some((note) => note.split(STRONG_SEAM).some(isWgs84))
		? t({
				en: `“${heading}”: The values are sent unchanged. Alipay's documentation doesn't specify a coordinate system. In China, WGS84 points appear a few hundred meters off on maps that use GCJ-02, such as Amap.`,
				zh: `“${heading}”：按原值发送。接口文档未规定坐标系；在国内，WGS84 坐标显示在高德等使用 GCJ-02 的地图上会偏移数百米。`,
			})
		: undefined;
};
