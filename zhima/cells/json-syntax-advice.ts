import { t } from '../../i18n/translate';
import type { Expected } from './json-scanner';

const straightQuotes = (): string =>
	t({ en: 'Use straight double quotes (").', zh: '请使用英文双引号（"）。' });

const noWrapping = (): string =>
	t({ en: 'Remove the quotes around the JSON.', zh: '请去掉 JSON 外面的引号。' });

const halfWidthMarks = (): string => t({ en: 'Use half-width characters.', zh: '请使用半角（英文）字符。' });

const plainBlanks = (): string => t({ en: 'Use a regular space.', zh: '请使用普通空格。' });

const noComma = (): string =>
	t({ en: 'Remove the comma before it.', zh: '请删除前面多余的逗号。' });

const noComments = (): string =>
	t({ en: "Remove the comment. JSON doesn't allow comments.", zh: '请删除注释，JSON 不支持注释。' });

const ownWords = (): string =>
	t({
		en: 'Use true, false, or null, or put the text in double quotes.',
		zh: '请写 true、false 或 null；如果是文本，请加英文双引号。',
	});

const quotedName = (): string =>
	t({ en: 'Put every name in double quotes.', zh: '请给每个名称加上英文双引号。' });

const escapes = (): string =>
	t({
		en: 'Write a line break as \\n, a tab as \\t, and a backslash as \\\\.',
		zh: '换行请写作 \\n，制表符写作 \\t，反斜杠写作 \\\\。',
	});

const unfinished = (): string =>
	t({ en: 'The JSON is incomplete. Add the missing end.', zh: '内容不完整，请补全末尾缺少的部分。' });

const singleQuoting = (): string =>
	t({
		en: 'The quotes are doubled, as in a CSV file. Write each of them once.',
		zh: '引号被写成了两个（CSV 文件的写法），请各写一个。',
	});

const noFence = (): string =>
	t({
		en: 'Remove the code fence (```json and ```) around the JSON.',
		zh: '请去掉 JSON 外面的代码块标记（```json 和 ```）。',
	});

const nothingBehind = (): string =>
	t({ en: 'Remove everything after the closing brace.', zh: '请删除右花括号之后的内容。' });

const commaBetween = (): string => t({ en: 'Add a comma before it.', zh: '请在前面加上英文逗号。' });

const bracesAround = (): string =>
	t({
		en: 'Enter names and values in braces, for example {"orderNo":"100220"}.',
		zh: '请用花括号填写名称和值，例如 {"orderNo":"100220"}。',
	});

const atThatPlace = (): string =>
	t({ en: 'Fix the JSON at this position.', zh: '请修正该处的内容。' });

/** What to do about a syntax error in JSON. The most common slips come first. */
export const syntaxAdvice = (text: string, offset: number, expected: Expected): string => {
	const rest = text.slice(offset);
	const before = text.slice(0, offset).trimEnd();
	if (/^\s*(?:```|~~~)/.test(text)) return noFence();
	if (isDoubled(text, offset)) return singleQuoting();
	if (/^["'`“”‘’]/.test(rest) && before === '') return noWrapping();
	if (/^[“”‘’'＂]/.test(rest)) return straightQuotes();
	if (/^[\uff01-\uff5e]/.test(rest)) return halfWidthMarks();
	if (/^(?:\/[/*]|#)/.test(rest)) return noComments();
	if (/^[^\S \t\n\r]/.test(rest)) return plainBlanks();
	if (/^[}\]]/.test(rest) && before.endsWith(',')) return noComma();
	if (expected === 'end' && text.trimStart().startsWith('{') && !/^[{[",]/.test(rest)) return nothingBehind();
	if (expected === 'comma' && rest.startsWith('"')) return commaBetween();
	if (expected === 'value' && before === '' && /^[\w<]/.test(rest)) return bracesAround();
	if (expected === 'string') return rest === '' ? endOfText(text) : escapes();
	if (rest === '') return unfinished();
	if (expected === 'value' && /^[a-z]/i.test(rest) && before !== '') return ownWords();
	if (expected === 'name' && /^[\w$\u4e00-\u9fff]/.test(rest)) return quotedName();
	return atThatPlace();
};

/** Whether quotes stand twice: around the whole text, or before the place of the error ({""a"":1}, {"a":""b""}). */
const isDoubled = (text: string, offset: number): boolean =>
	/^"?\s*\{\s*""[^"]/.test(text) || (text.slice(offset - 2, offset) === '""' && /[^\s",:}\]]/.test(text.charAt(offset)));

/** For a text without a closing quote: a curly quote may have been meant as one. */
const endOfText = (text: string): string => (/[“”]/.test(text) ? straightQuotes() : unfinished());
