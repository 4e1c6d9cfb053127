import { t } from '../i18n/translate';
import { type CellContext, type CellReading, type CellIssue, isCellIssue, isEmpty, isPlaceholder, isWordForNothing, trimCell } from './cells/cell';
import { codePoint } from './code-point';
import { readChoice } from './cells/choice';
import { readCoordinate } from './place/coordinate';
import { onePlace } from './place/point';
import { readCount } from './cells/count';
import { readFlag } from './cells/flag';
import { readJson, tooLong } from './cells/json';
import { readOfficeHours } from './cells/office-hours';
import { readPhone } from './cells/phone';
import { example, readIdentifier, readPlainText } from './cells/text';
import { beijingTime } from './cells/moment';
import { readTime } from './cells/time';
import { joinSentences, shorten } from './format-issue';
import { firstAsked, isAsked, rowBesideTheData } from './row-beside-the-data';
import type { Api, Kind, Parameter, Issue, RawRow, ReadContext, Reading } from './api-types';

type Reader = (value: unknown, parameter: Parameter, context: CellContext) => CellReading;

const readers: Readonly<Record<Kind['type'], Reader>> = {
	text: readPlainText,
	identifier: readIdentifier,
	choice: readChoice,
	flag: readFlag,
	count: readCount,
	coordinate: readCoordinate,
	time: readTime,
	officeHours: readOfficeHours,
	phone: readPhone,
	json: readJson,
};

const tables = new WeakMap<Api, ReadonlyMap<string, Parameter>>();

const parametersOf = (api: Api): ReadonlyMap<string, Parameter> => {
	let table = tables.get(api);
	if (table === undefined) {
		table = new Map(api.parameters.map((parameter) => [parameter.name, parameter]));
		tables.set(api, table);
	}
	return table;
};

/**
 * Reads a row: the business content in the documents' order, every value a text, what is optional and
 * empty left out; or every issue at once. Never throws, for any content of a cell.
 *
 * @example
 * readRow(borrowEntityUpload, { category_code: '充电宝', … }, { now: new Date() })
 * // { ok: true, content: { product_code: 'w1010100000000002858', category_code: 'power_bank', … }, hints: [] }
 */
export const readRow = (api: Api, row: RawRow, context: ReadContext): Reading => {
	if (context.headings !== undefined) {
		if (isEmptyRow(row, context.fixed)) return { ok: false, issues: [emptyRow(api)] };
		const notData = rowBesideTheData(api, row, row);
		if (notData !== undefined) return { ok: false, issues: [notData] };
	}
	const parameters = parametersOf(api);
	const headingOf = (name: string): string =>
		context.headings?.[name] ?? labelOf(parameters.get(name), name);
	const cellContext: CellContext = { ...context, row, parameters, headingOf };
	const content: Record<string, string> = {};
	const hints: string[] = [];
	const issues: Issue[] = [];
	const covered = new Set<string>();
	const optional = readGroups(api, row, headingOf, issues, context.headings !== undefined);
	for (const parameter of api.parameters) {
		const { name } = parameter;
		if (covered.has(name)) continue;
		const value = row[name];
		const reading = readCell(value, parameter, cellContext, optional.has(name));
		if (isCellIssue(reading)) {
			issues.push({ field: name, heading: headingOf(name), value: shorten(value), message: reading.message, advice: reading.advice });
			const covers = reading.covers ?? otherHalf(parameter, context.headings);
			if (covers !== undefined) covered.add(covers);
		} else {
			if (reading.value !== '') content[name] = reading.value;
			if (reading.hint !== undefined) hints.push(hintWith(headingOf(name), reading.hint));
		}
	}
	return issues.length === 0 ? { ok: true, content, hints } : { ok: false, issues, readable: content };
};

/** The other coordinate where one cell holds both: what is wrong with the cell is said once. */
const otherHalf = ({ name, kind }: Parameter, headings: ReadContext['headings'] = {}): string | undefined =>
	kind.type === 'coordinate' && headings[name] !== undefined && headings[name] === headings[kind.partner] ? kind.partner : undefined;

const isEmptyRow = (row: RawRow, fixed: ReadonlySet<string> = new Set()): boolean => {
	let isOfSheet = fixed.size === 0;
	for (const name in row) {
		if (fixed.has(name)) continue;
		if (!isEmpty(row[name])) return false;
		isOfSheet = true;
	}
	return isOfSheet;
};

/** One issue for an empty line of a sheet, in place of one for each required cell. */
const emptyRow = (api: Api): Issue => ({
	field: firstAsked(api),
	heading: '',
	message: t({ en: 'The row is empty.', zh: '该行没有内容。' }),
	advice: t({ en: 'Fill it in, or delete it.', zh: '请填写，或删除该行。' }),
});

const labelOf = (parameter: Parameter | undefined, name: string): string =>
	parameter === undefined ? name : t(parameter.label);

const hintWith = (heading: string, hint: string): string =>
	t({ en: `“${heading}”: ${hint}`, zh: `“${heading}”：${hint}` });

const readCell = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
	isOptional: boolean,
): CellReading => {
	if (isEmpty(value)) return readEmptyCell(parameter, context, isOptional);
	const nothing = readPlaceholder(value, parameter, isOptional);
	if (nothing !== undefined) return nothing;
	if (isFarTooLong(value, parameter)) return tooLong(trimCell(value), parameter);
	const reading = readFilledCell(value, parameter, context);
	if (isCellIssue(reading)) return reading;
	if (reading.value === '') return readEmptyCell(parameter, context, isOptional);
	if (reading.value.length > parameter.maxLength) return tooLong(reading.value, parameter);
	return notEncodable(reading.value, context) ?? reading;
};

const HOLD_WORDS: ReadonlySet<Kind['type']> = new Set(['text', 'choice', 'flag']);

/** A dash or another placeholder for nothing; also a word for it, except where the word could be meant literally. */
const isSignForNothing = (value: unknown, { kind }: Parameter): value is string =>
	typeof value === 'string' &&
	value.length <= 60 &&
	(isPlaceholder(value) || (!HOLD_WORDS.has(kind.type) && isWordForNothing(value)));

/** What is optional is left out; what is required must be filled in. */
const readPlaceholder = (
	value: unknown,
	parameter: Parameter,
	isOptional: boolean,
): CellReading | undefined => {
	if (!isSignForNothing(value, parameter)) return undefined;
	return parameter.required && !isOptional
		? {
				message: t({
					en: 'Value is required. This is only a placeholder for “nothing”.',
					zh: '此项必填，不能只填表示“无”的占位符。',
				}),
				advice: isAsked(parameter)
					? t({ en: 'Fill in the value.', zh: '请填写实际内容。' })
					: t({
							en: 'Fill in the value, or leave the cell empty.',
							zh: '请填写实际内容，或清空该单元格。',
						}),
			}
		: {
				value: '',
				hint: t({
					en: `“${trimCell(value)}” is treated as an empty cell.`,
					zh: `“${trimCell(value)}”按空白处理。`,
				}),
			};
};

/** Beyond any writing of a value that would be short enough; such text is not looked into. */
const isFarTooLong = (value: unknown, { kind, maxLength }: Parameter): value is string =>
	typeof value === 'string' && kind.type !== 'json' && value.length > Math.max(1000, maxLength) && trimCell(value).length > Math.max(1000, maxLength);

/** Objects can refuse to be looked at (a revoked proxy, a getter that throws): an issue as well. */
const readFilledCell: Reader = (value, parameter, context) => {
	try {
		return readers[parameter.kind.type](value, parameter, context);
	} catch {
		return {
			message: t({ en: "This value can't be read.", zh: '该值无法读取。' }),
			advice: example(parameter),
		};
	}
};

const readEmptyCell = (
	parameter: Parameter,
	{ now, headings, composed }: CellContext,
	isOptional: boolean,
): CellReading => {
	const { kind, fixed, required } = parameter;
	if (fixed !== undefined) return { value: fixed };
	if (kind.type === 'time' && kind.emptyIsNow) return { value: beijingTime(now.getTime()) };
	if (!required || isOptional) return { value: '' };
	if (composed?.has(parameter.name) === true) return emptyColumns();
	const advice = otherHalf(parameter, headings) === undefined ? undefined : onePlace();
	return emptyCell(parameter, headings !== undefined, advice);
};

const emptyCell = (parameter: Parameter, isOfSheet: boolean, ofPlace?: string): CellIssue => {
	const { kind } = parameter;
	const shape = kind.type === 'identifier' ? kind.shape : undefined;
	const advice = ofPlace ?? (shape === undefined ? example(parameter) : t(shape));
	return {
		message: t({ en: 'Value is required.', zh: '此项必填。' }),
		advice: isOfSheet ? joinSentences([advice, looksEmpty()]) : advice,
	};
};

const emptyColumns = (): CellIssue => ({
	message: t({ en: 'All columns that it is made of are empty in this row.', zh: '该行中组成它的各列都是空的。' }),
	advice: joinSentences([t({ en: 'Fill in at least one of them.', zh: '请至少填写其中一列。' }), looksEmpty()]),
});

/** What else may be in a cell that came empty: of these, readers of spreadsheets hand over nothing. */
export const looksEmpty = (): string =>
	t({
		en: 'Error cells (#N/A), merged cells, and formulas saved without results look empty too.',
		zh: '错误值（#N/A）、合并单元格、未保存结果的公式，读取后也是空白。',
	});

const notEncodable = (
	text: string,
	{ unencodable, charset = 'utf-8' }: CellContext,
): CellIssue | undefined => {
	const character = unencodable?.(text);
	if (character === undefined) return undefined;
	const code = codePoint(character);
	return {
		message: t({
			en: `${charset} doesn't support the character “${character}” (${code}).`,
			zh: `${charset} 不支持字符“${character}”（${code}）。`,
		}),
		advice: t({
			en: 'Remove it, or set "Charset" in the credential to UTF-8.',
			zh: '请删除该字符，或将凭证中的“字符集”改为 UTF-8。',
		}),
	};
};

/**
 * Of the parameters of one group exactly one is to be given. Adds an issue where it is not so, and
 * returns the parameters that are optional then.
 */
const readGroups = (
	api: Api,
	row: RawRow,
	headingOf: (name: string) => string,
	issues: Issue[],
	isOfSheet: boolean,
): ReadonlySet<string> => {
	const optional = new Set<string>();
	for (const group of Object.keys(api.groups ?? {})) {
		const members = api.parameters.filter(({ oneOf }) => oneOf === group);
		const given = members.filter(
			(each) => !isEmpty(row[each.name]) && !isSignForNothing(row[each.name], each),
		);
		for (const { name } of members) optional.add(name);
		if (given.length === 1) continue;
		issues.push(
			given.length === 0
				? noneOf(offered(members, row), headingOf, isOfSheet)
				: severalOf(given, members.map(({ name }) => headingOf(name)).join(' / '), row),
		);
	}
	return optional;
};

/** The members that the sheet has a column for, or that the form shows; all where it has none. */
const offered = (members: readonly Parameter[], row: RawRow): readonly Parameter[] => {
	const found = members.filter(({ name }) => name in row);
	return found.length === 0 ? members : found;
};

const noneOf = (
	members: readonly Parameter[],
	headingOf: (name: string) => string,
	isOfSheet: boolean,
): Issue => {
	const [first, ...others] = members;
	const at = { field: first.name, heading: members.map(({ name }) => headingOf(name)).join(' / ') };
	return others.length === 0
		? { ...at, ...emptyCell(first, isOfSheet) }
		: {
				...at,
				message: t({
					en: 'One of these is required.',
					zh: '必须填写其中一项。',
				}),
				advice: t({ en: 'Fill in exactly one of them.', zh: '请填写其中一项，且只填一项。' }),
			};
};

const severalOf = (given: readonly Parameter[], heading: string, row: RawRow): Issue => ({
	field: given[0].name,
	heading,
	value: shorten(given.map(({ name }) => String(shorten(row[name]))).join(' / ')),
	message: t({ en: 'Only one of these is allowed.', zh: '只能填写其中一项。' }),
	advice: t({ en: 'Leave the others empty.', zh: '请清空其余各项。' }),
});
