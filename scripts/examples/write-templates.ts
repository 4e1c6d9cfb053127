/** Writes the templates as .xlsx: headings with notes, an example row, and drop-down lists and checks below it. */
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre';
import { type Check, type TemplateColumn, type TemplateLanguage, type TemplateSheet, templateSheets } from './template-sheets';

/** Rows below the headings whose cells have a format and a check. */
const ROWS = 500;

const HEADING: CellStyle = {
	font: { bold: true, color: { rgb: '1B2330' } },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8F1FE' } },
	alignment: { vertical: 'center', wrapText: true },
};

const TEXT_FORMAT = '@';
const NUMBER_FORMAT = 'General';

const EXAMPLE: CellStyle = { font: { italic: true, color: { rgb: '66718A' } } };

const columnName = (index: number): string =>
	index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

const TITLES = { en: 'Not accepted', zh: '无法接受' } as const;

const messageOf = (check: Check, language: TemplateLanguage): string => {
	const isEnglish = language === 'en';
	switch (check.type) {
		case 'list':
			return isEnglish ? `Choose from the list: ${check.values.join(', ')}` : `请从列表中选择：${check.values.join('、')}`;
		case 'length':
			return isEnglish ? `At most ${check.max} characters` : `最多 ${check.max} 个字符`;
		case 'whole':
			return isEnglish ? `A whole number, ${check.min} or more` : `请填写不小于 ${check.min} 的整数`;
		default:
			return isEnglish ? `A number from ${check.min} to ${check.max}` : `请填写 ${check.min} 至 ${check.max} 之间的数字`;
	}
};

const rule = (check: Check): Omit<DataValidation, 'range'> => {
	switch (check.type) {
		case 'list':
			return { type: 'list', values: [...check.values] };
		case 'length':
			return { type: 'textLength', operator: 'lessThanOrEqual', formula1: String(check.max) };
		case 'whole':
			return { type: 'whole', operator: 'greaterThanOrEqual', formula1: String(check.min) };
		default:
			return { type: 'decimal', operator: 'between', formula1: String(check.min), formula2: String(check.max) };
	}
};

const validation = (check: Check, index: number, language: TemplateLanguage): DataValidation => {
	const column = columnName(index);
	const isOpen = check.type === 'list' && check.isOpen;
	return {
		...rule(check),
		range: `${column}2:${column}${ROWS + 1}`,
		allowBlank: true,
		showErrorMessage: !isOpen,
		errorStyle: 'stop',
		errorTitle: TITLES[language],
		errorMessage: messageOf(check, language),
	};
};

const formatOf = ({ isText }: TemplateColumn): string => (isText ? TEXT_FORMAT : NUMBER_FORMAT);

const emptyRows = Array.from({ length: ROWS - 1 }, (_, index) => index + 2);

const sheetOf = ({ name, columns }: TemplateSheet, language: TemplateLanguage): WriteSheet => ({
	name,
	columns: columns.map(({ width }) => ({ width })),
	rows: [columns.map(({ heading }) => heading), columns.map(({ example }) => (example === '' ? null : example))],
	cells: new Map(
		columns.flatMap((column, index): Array<[string, Partial<Cell>]> => [
			[`0,${index}`, { style: HEADING, comment: { author: 'n8n-nodes-zhima', text: column.note } }],
			[`1,${index}`, { style: { ...EXAMPLE, numFmt: formatOf(column) } }],
			// The format of a whole column isn't written by the library, so each cell has it.
			...emptyRows.map((row): [string, Partial<Cell>] => [`${row},${index}`, { style: { numFmt: formatOf(column) } }]),
		]),
	),
	freezePane: { rows: 1 },
	dataValidations: columns.flatMap(({ check }, index) => (check === undefined ? [] : [validation(check, index, language)])),
});

/** A fixed day, so that the same tables give the same file. */
const MADE = new Date(Date.UTC(2026, 10, 26));

/** The template of a language, as the bytes of an .xlsx file. */
export const templateFile = async (language: TemplateLanguage): Promise<Buffer> => {
	const { writeXlsx } = await import('hucre');
	const bytes = await writeXlsx({
		sheets: templateSheets(language).map((sheet) => sheetOf(sheet, language)),
		properties: { creator: 'n8n-nodes-zhima', created: MADE, modified: MADE },
		defaultFont: { name: language === 'zh' ? '微软雅黑' : 'Calibri', size: 11 },
	});
	return Buffer.from(bytes);
};
