import { isCellIssue } from '../cells/cell';
import type { CellContext, CellReading } from '../cells/cell';
import { readChoice } from '../cells/choice';
import { readCoordinate } from '../place/coordinate';
import { readCount } from '../cells/count';
import { readFlag } from '../cells/flag';
import { readOfficeHours } from '../cells/office-hours';
import { readTime } from '../cells/time';
import type { Kind, Parameter } from '../api-types';

type Reader = (value: unknown, parameter: Parameter, context: CellContext) => CellReading;

/** Of the other kinds no example says how the values are meant. */
const READERS: Partial<Readonly<Record<Kind['type'], Reader>>> = {
	choice: readChoice,
	coordinate: readCoordinate,
	count: readCount,
	flag: readFlag,
	officeHours: readOfficeHours,
	time: readTime,
};

const ALONE: CellContext = {
	now: new Date(0),
	row: {},
	parameters: new Map(),
	headingOf: (name) => name,
};

const isReadable = (text: string, parameter: Parameter): boolean => {
	const read = READERS[parameter.kind.type];
	return read === undefined || !isCellIssue(read(text, parameter, ALONE));
};

const EXAMPLE = /^(?:例如?|示例|样例|比如|如|举例|e\.?g\.?|example|for example|such as)\s*[:是为,]?\s*(\S.*?)等?$/;

/** `格式 09:00-22:00`: only for values that differ from words about a format. */
const FORMAT = /^(?:填写|书写|输入)?格式\s*[:是为如]?\s*(?:例?如)?\s*[:]?\s*(\S.*)$/;

const SEPARATOR = /[,;、或|]/;

/** `如 120.15`: an example that is read as a cell is. */
export const isReadableExample = (note: string, parameter: Parameter): boolean => {
	const isRead = READERS[parameter.kind.type] !== undefined;
	const example = (EXAMPLE.exec(note) ?? (isRead ? FORMAT.exec(note) : null))?.[1];
	if (example === undefined) return false;
	if (!isRead) return !SEPARATOR.test(example);
	return isReadable(example, parameter) || example.split(SEPARATOR).every((each) => isReadable(each, parameter));
};

/** `2017-01-01 15:34:38`, `120.153576`: whole values that could not be a unit or an offset. */
export const isBareExample = (note: string, parameter: Parameter): boolean => {
	const { kind } = parameter;
	switch (kind.type) {
		case 'time':
			return /\d{4}.*:\d\d/.test(note) && isReadable(note, parameter);
		case 'officeHours':
			return isReadable(note, parameter);
		case 'coordinate': {
			const degrees = /^\d{1,3}\.\d{2,}°?$/.test(note) ? Number.parseFloat(note) : Number.NaN;
			return degrees >= kind.china[0] && degrees <= kind.china[1];
		}
		default:
			return false;
	}
};
