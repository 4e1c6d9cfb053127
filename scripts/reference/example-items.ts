/** Items as the nodes output them. */
import { createRowNames } from '../../nodes/input/row-names';
import { itemOf } from '../../nodes/output/output-items';
import { invalidRow } from '../../nodes/output/unsent-rows';
import { borrowEntityUpload, readRow } from '../../zhima';
import { NOW } from './example-account';

const ROW: Readonly<Record<string, string>> = {
	类目: '充电宝',
	实体编号: 'CAB-0001',
	实体名称: '爱心充电宝',
	经度: '120.153576',
	纬度: '30.287459',
	是否收租金: '是',
	是否可借用: '是',
	可借用数量: '12',
	借用总数: '20',
};

const NAMES: Readonly<Record<string, string>> = {
	category_code: '类目',
	entity_code: '实体编号',
	entity_name: '实体名称',
	longitude: '经度',
	latitude: '纬度',
	collect_rent: '是否收租金',
	can_borrow: '是否可借用',
	can_borrow_cnt: '可借用数量',
	total_borrow_cnt: '借用总数',
};

const readingOf = (row: Readonly<Record<string, string>>) =>
	readRow(
		borrowEntityUpload,
		Object.fromEntries(Object.entries(NAMES).map(([name, heading]) => [name, row[heading]])),
		{ now: NOW, headings: NAMES },
	);

const asJson = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, '\t')}\n\`\`\``;

/** The item of an accepted row. */
export const acceptedItem = (): string => {
	const reading = readingOf(ROW);
	if (!reading.ok) throw new Error('The example row is invalid');
	const { content, hints } = reading;
	const item = itemOf(
		borrowEntityUpload,
		{ json: ROW },
		0,
		{
			outcome: 'accepted',
			members: { code: '10000', msg: 'Success' },
			verified: true,
			attempts: 1,
			traceId: '21a5e3b817637890123456789e1234',
			content,
			hints,
		},
		{ hasErrorOutput: false, form: 'response' },
	);
	return asJson(item.json);
};

/** The item of an invalid row. */
export const notSentItem = (): string => {
	const row = { ...ROW, 经度: '30.287459', 纬度: '120.153576', 是否可借用: '可能' };
	const reading = readingOf(row);
	if (reading.ok) throw new Error('The example row is valid');
	const rows = {
		...createRowNames({
			readings: [reading],
			keyName: 'entity_code',
			numberOf: () => 2,
			rawKeyOf: () => ROW.实体编号,
		}),
		readings: [reading],
		areOfSheet: true,
		ignored: [],
		columnHints: [],
		findings: [],
		sheetIssues: [],
		lacksColumns: false,
	};
	const outcome = invalidRow(rows, 0, reading.issues);
	const destination = { hasErrorOutput: false, form: 'response' } as const;
	return asJson(itemOf(borrowEntityUpload, { json: row }, 0, outcome, destination).json);
};
