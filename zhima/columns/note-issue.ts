import { t } from '../../i18n/translate';
import { trimCell } from '../cells/cell';
import { shorten } from '../format-issue';
import type { Issue, Kind, Parameter } from '../api-types';
import type { HeadingMatch } from './match-heading';
import { quoteHeadings } from './quote-headings';

const YES_WORD = '是';
const NO_WORD = '否';

type ValuesOf = (kind: Kind) => string;

const wholeValues: ValuesOf = () => t({ en: 'the whole values as plain text', zh: '完整的原始值' });

/** What the values of a column must be, as the object of "convert to". */
const VALUES: Readonly<Record<Kind['type'], ValuesOf>> = {
	time: () => t({ en: 'Beijing time such as 2017-01-01 15:34:38', zh: '北京时间，例如 2017-01-01 15:34:38' }),
	count: () => t({ en: 'whole numbers of single items', zh: '以单件计的整数' }),
	coordinate: () =>
		t({
			en: 'decimal degrees in the coordinates that Amap uses (GCJ-02)',
			zh: '以度为单位的小数（高德地图使用的 GCJ-02 坐标）',
		}),
	flag: (kind) => {
		const { yes: [yes = YES_WORD] = [], no: [no = NO_WORD] = [] } = kind as Extract<Kind, { type: 'flag' }>;
		return t({ en: `Y (${yes}) and N (${no})`, zh: ` Y（${yes}）或 N（${no}）` });
	},
	choice: () => t({ en: 'the documented values', zh: '文档规定的取值' }),
	officeHours: () =>
		t({ en: 'one range for every day, such as 09:00-22:00', zh: '每天相同的一个时段，例如 09:00-22:00' }),
	identifier: wholeValues,
	phone: wholeValues,
	text: wholeValues,
	json: wholeValues,
};

const foreignNote = (parameter: Parameter, heading: string, note: string): Issue => ({
	field: parameter.name,
	heading,
	message: t({
		en: `The heading names ${parameter.name}, but its note “${note}” is the name of another parameter.`,
		zh: `列名对应 ${parameter.name}，但其中的“${note}”是另一个参数的名称。`,
	}),
	advice: t({
		en: 'Rename the column to the one parameter that it holds.',
		zh: '请按实际内容只保留其中一个名称。',
	}),
});

const asideNote = ({ parameter, name }: HeadingMatch, heading: string, note: string): Issue => {
	const renamed = quoteHeadings([name]);
	return {
		field: parameter.name,
		heading,
		message: t({
			en: `The note “${note}” can mean that this column isn't the one to send.`,
			zh: `列名中的“${note}”可能表示该列不应发送。`,
		}),
		advice: t({
			en: `If it is, rename the column to ${renamed}. Otherwise remove it, or give it another name.`,
			zh: `如果要发送该列，请把列名改为${renamed}；否则请删除该列，或换成其他列名。`,
		}),
	};
};

/** What is said once for a column whose heading holds a note that is not known to be harmless. */
export const noteIssue = (given: string, match: HeadingMatch): Issue | undefined => {
	if (match.doubt === undefined) return undefined;
	const { parameter, name, doubt } = match;
	const heading = shorten(trimCell(given)) ?? '';
	const note = shorten(trimCell(doubt.note)) ?? '';
	if (doubt.meaning === 'foreign') return foreignNote(parameter, heading, note);
	if (doubt.meaning === 'aside') return asideNote(match, heading, note);
	const values = VALUES[parameter.kind.type](parameter.kind);
	const renamed = quoteHeadings([name]);
	return {
		field: parameter.name,
		heading,
		message: t({
			en: `The note “${note}” can change what the values of this column mean.`,
			zh: `列名中的“${note}”可能改变该列内容的含义。`,
		}),
		advice: t({
			en: `Make sure that the values are ${values}, then rename the column to ${renamed}.`,
			zh: `请确认该列填写的是${values}，再把列名改为${renamed}。`,
		}),
	};
};
