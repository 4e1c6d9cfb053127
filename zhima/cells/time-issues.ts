/** What can be wrong with a date and time. */
import { t } from '../../i18n/translate';
import type { CellIssue } from './cell';

/** The first and the last year in which a time can be meant. */
export const EARLIEST_YEAR = 2000;
export const LATEST_YEAR = 2100;

const documentedForm = (): string =>
	t({
		en: 'Enter Beijing time such as 2017-01-01 15:34:38.',
		zh: '请填写北京时间，例如 2017-01-01 15:34:38。',
	});

const inDocumentedForm = (message: string): CellIssue => ({ message, advice: documentedForm() });

export const notATime = (): CellIssue =>
	inDocumentedForm(t({ en: "This isn't a date and time.", zh: '无法识别为日期时间。' }));

export const booleanTime = (): CellIssue =>
	inDocumentedForm(
		t({
			en: 'This is a boolean (TRUE or FALSE), not a date and time.',
			zh: '这是逻辑值（TRUE 或 FALSE），不是日期时间。',
		}),
	);

export const noSuchTime = (): CellIssue =>
	inDocumentedForm(t({ en: "This date or time doesn't exist.", zh: '该日期或时间不存在。' }));

/** In every spelling: 24:00 is the next day to some, and a slip for 00:00 of the same day to others. */
export const endOfDay = (): CellIssue => ({
	message: t({ en: '24:00 is not a valid time.', zh: '24:00 不是有效的时间。' }),
	advice: t({
		en: 'Enter midnight as 00:00:00 of the day that begins then.',
		zh: '请写成零点所属日期的 00:00:00。',
	}),
});

export const severalTimes = (): CellIssue =>
	inDocumentedForm(
		t({
			en: 'This is a range or a list, not a single date and time.',
			zh: '这是时间段或多个时间，不是单个时间。',
		}),
	);

const withNamedZone = (message: string): CellIssue => ({
	message,
	advice: t({
		en: 'Enter one Beijing time such as 2017-01-01 15:34:38, or the time zone with UTC, such as UTC-5.',
		zh: '请填写单个北京时间，例如 2017-01-01 15:34:38；如果是时区，请写成 UTC-5 这样的形式。',
	}),
});

/** `09:30-11:30`, where `-11:30` could be an offset. */
export const rangeOrZone = (zone: string): CellIssue =>
	withNamedZone(
		t({
			en: `This may be a range: “${zone}” can be its end or a time zone.`,
			zh: `这可能是时间段：无法判断“${zone}”是结束时间还是时区。`,
		}),
	);

/** `23:30+1` is one o'clock of a zone to some, and the next day to airlines and cinemas. */
export const laterOrZone = (zone: string): CellIssue =>
	withNamedZone(
		t({
			en: `“${zone}” can be a later day, another time, or a time zone.`,
			zh: `无法判断“${zone}”是之后的某天、另一个时间还是时区。`,
		}),
	);

/** `CST`: China's, Chicago's or Cuba's. */
export const unclearZone = (zone: string): CellIssue =>
	withNamedZone(
		t({
			en: `The time zone “${zone}” can't be read.`,
			zh: `无法识别时区“${zone}”。`,
		}),
	);

/** A Date made of a text in an HTML table, on the clock of n8n's process. */
export const changedByReader = (): CellIssue => ({
	message: t({
		en: "n8n's file reader may have changed this time while converting it.",
		zh: 'n8n 读取文件时转换过该时间，可能已与单元格中的不同。',
	}),
	advice: t({
		en: 'Turn on "RAW Data" in the options of Extract from File, or save the file as .xlsx.',
		zh: '请在 Extract from File 节点的选项中打开“RAW Data”，或将文件另存为 .xlsx。',
	}),
});

/** `2026-11-20 周三`, a Friday: one of the two is wrong. */
export const otherWeekday = (): CellIssue =>
	inDocumentedForm(
		t({
			en: "The date and the day of the week don't match.",
			zh: '日期与所写的星期不符。',
		}),
	);

export const severalZones = (): CellIssue =>
	inDocumentedForm(t({ en: 'This contains two different time zones.', zh: '填写了两个不同的时区。' }));

export const timeOfDayMissing = (): CellIssue =>
	inDocumentedForm(
		t({
			en: 'The time is missing. Only a date is given.',
			zh: '只填写了日期，缺少时间。',
		}),
	);

/** Two times that the same digits can mean. */
export const eitherTime = (one: string, other: string): CellIssue =>
	inDocumentedForm(
		t({ en: `This can mean ${one} or ${other}.`, zh: `无法判断这是 ${one} 还是 ${other}。` }),
	);

export const unclearHour = (): CellIssue =>
	inDocumentedForm(
		t({
			en: "It isn't clear which hour of which day this is.",
			zh: '无法判断是哪一天的几点。',
		}),
	);

/** 上午15:00: one of the two is wrong. */
export const otherHalf = (): CellIssue =>
	inDocumentedForm(
		t({
			en: 'The hour and the part of the day contradict each other.',
			zh: '小时与“上午”“下午”等说法矛盾。',
		}),
	);

export const yearOutOfRange = (): CellIssue =>
	inDocumentedForm(
		t({
			en: `The year must be between ${EARLIEST_YEAR} and ${LATEST_YEAR}.`,
			zh: `年份须在 ${EARLIEST_YEAR}~${LATEST_YEAR} 之间。`,
		}),
	);

export const unclearOrder = (): CellIssue =>
	inDocumentedForm(
		t({
			en: "The year has two digits, so the order of day, month and year isn't clear.",
			zh: '年份只有两位，无法判断年、月、日的顺序。',
		}),
	);

export const twoDigitYear = (): CellIssue =>
	inDocumentedForm(t({ en: 'The year has only two digits.', zh: '年份只有两位。' }));

export const yearMissing = (): CellIssue =>
	inDocumentedForm(t({ en: 'The year is missing.', zh: '缺少年份。' }));
