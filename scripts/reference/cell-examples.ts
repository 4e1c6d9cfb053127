/** Cells as people write them: those that are understood, and those that are refused. */
import { borrowEntityUpload, dataStateSync, formatIssue, readRow } from '../../zhima';
import type { Api } from '../../zhima';
import { NOW } from './example-account';
import type { CellExample } from './message-tables';

type Row = Readonly<Record<string, unknown>>;

const UPLOAD: Row = {
	category_code: 'power_bank',
	entity_code: 'CAB-0001',
	entity_name: '爱心充电宝',
	longitude: '120.153576',
	latitude: '30.287459',
	collect_rent: 'Y',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2017-01-01 15:34:38',
};

const SYNC: Row = {
	user_id: '2088102146225135',
	out_biz_no: 'ORDER-1',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: '{"buyCnt":3}',
};

type Cell = readonly [api: Api, name: string, value: unknown];

const ACCEPTED: readonly Cell[] = [
	[borrowEntityUpload, 'category_code', '充电宝'],
	[borrowEntityUpload, 'can_borrow', '是'],
	[borrowEntityUpload, 'can_borrow', false],
	[borrowEntityUpload, 'collect_rent', '✗'],
	[borrowEntityUpload, 'can_borrow_cnt', '1,200'],
	[borrowEntityUpload, 'can_borrow_cnt', '１２'],
	[borrowEntityUpload, 'longitude', '120°9′12.87″E'],
	[borrowEntityUpload, 'latitude', 30.287459],
	[borrowEntityUpload, 'office_hours_desc', '9:00—22:00'],
	[borrowEntityUpload, 'office_hours_desc', '24小时'],
	[borrowEntityUpload, 'contact_number', '+86 138 0013 8000'],
	[borrowEntityUpload, 'upload_time', '2017-01-01T07:34:38Z'],
	[borrowEntityUpload, 'upload_time', '2017/1/1 15:34'],
	[borrowEntityUpload, 'upload_time', 42736.65],
	[dataStateSync, 'category_code', '电影'],
	[dataStateSync, 'biz_data', '"{\\"buyCnt\\":3}"'],
];

const INVALID: readonly Cell[] = [
	[borrowEntityUpload, 'entity_name', ''],
	[borrowEntityUpload, 'entity_name', '这个名称实在是太长了所以一定超过了文档规定的最大长度'],
	[borrowEntityUpload, 'entity_code', 2.01609e27],
	[borrowEntityUpload, 'category_code', '自行车'],
	[borrowEntityUpload, 'can_borrow', 'maybe'],
	[borrowEntityUpload, 'can_borrow_cnt', '12.5'],
	[borrowEntityUpload, 'can_borrow_cnt', '-1'],
	[borrowEntityUpload, 'latitude', '91'],
	[borrowEntityUpload, 'office_hours_desc', '白天'],
	[borrowEntityUpload, 'contact_number', '12345'],
	[borrowEntityUpload, 'upload_time', '03/04/2017'],
	[borrowEntityUpload, 'upload_time', '2017-02-30'],
	[borrowEntityUpload, 'upload_time', '2026-01-01 09:30-11:30'],
	[dataStateSync, 'user_id', '12345'],
	[dataStateSync, 'biz_data', '{"buyCnt":3,}'],
];

/** A cell's value as the table shows it; an empty cell is shown as a blank. */
const shown = (value: unknown): string => (value === '' ? ' ' : String(value));

const readCell = ([api, name, value]: Cell) =>
	readRow(api, { ...(api === borrowEntityUpload ? UPLOAD : SYNC), [name]: value }, { now: NOW });

const otherExample = ([, name, value]: Cell, what: string): Error =>
	new Error(`${name} = ${shown(value)} was ${what}; choose another example`);

/** Cells that are understood, with what is sent for them. */
export const acceptedCells = (): CellExample[] =>
	ACCEPTED.map((cell) => {
		const reading = readCell(cell);
		if (!reading.ok) throw otherExample(cell, 'refused');
		const [, name, value] = cell;
		return { name, cell: shown(value), result: reading.content[name] };
	});

/** Cells that are refused, with the message about them. */
export const invalidCells = (): CellExample[] =>
	INVALID.map((cell) => {
		const reading = readCell(cell);
		if (reading.ok) throw otherExample(cell, 'accepted');
		const [, name, value] = cell;
		return { name, cell: shown(value), result: reading.issues.map(formatIssue).join(' ') };
	});
