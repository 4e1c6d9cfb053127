/** The README's blocks that are not tables: pictures, documents, and items as the nodes give them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Language, Text } from '../../i18n/translate';
import { itemOf, invalidRow } from '../../nodes/output/report';
import { borrowEntityUpload, readRow } from '../../zhima';

const ROOT = path.resolve(__dirname, '../..');

const PICTURES: ReadonlyArray<readonly [name: string, caption: Text]> = [
	['credential', { en: 'The credential and its test', zh: '凭证及其测试' }],
	['borrow-form', { en: 'The form of Zhima Borrow Entity Upload', zh: '芝麻信用借还实体上传的表单' }],
	['sync-form', { en: 'The form of Zhima Data State Sync', zh: '芝麻业务状态数据同步的表单' }],
	['result', { en: 'The result of a run', zh: '一次运行的结果' }],
	['error-report', { en: 'Wrong rows, and how to mend them', zh: '有误的行及修改建议' }],
	['sandbox-page', { en: 'The page of the local gateway', zh: '本地网关的页面' }],
];

const NO_PICTURES: Text = {
	en: '`npm run test:e2e` takes the pictures in a real editor and puts them into `docs/images`.',
	zh: '`npm run test:e2e` 会在真实的编辑器中截图，并保存到 `docs/images`。',
};

const DOCUMENTS: ReadonlyArray<readonly [file: string, about: Text]> = [
	['docs/architecture.md', { en: 'How the package is laid out', zh: '软件包的结构' }],
	['docs/protocol.md', { en: 'The rules of the gateway’s protocol, with their sources', zh: '网关协议的各项规则及其出处' }],
	['docs/rules.md', { en: 'How each kind of cell is read and checked', zh: '各类单元格的读取与检查规则' }],
	['docs/adding-an-api.md', { en: 'How to add another method', zh: '如何新增一个接口' }],
	['docs/sandbox.md', { en: 'The local gateway: what it checks, and how to make it misbehave', zh: '本地网关：校验哪些内容，以及如何模拟故障' }],
	['docs/scaling.md', { en: 'Many rows and many machines', zh: '大批量数据与多机运行' }],
	['bench/RESULTS.md', { en: 'What was measured', zh: '测量结果' }],
	['docs/dependencies.md', { en: 'Why each dependency was taken', zh: '选用各依赖的理由' }],
	['docs/verification.md', { en: 'n8n’s guidelines, point by point', zh: '逐条对照 n8n 的规范' }],
	['docs/mutation.md', { en: 'How the tests themselves are tested', zh: '如何检验测试本身' }],
	['CONTRIBUTING.md', { en: 'How to take part', zh: '如何参与' }],
	['SECURITY.md', { en: 'How to report a weakness', zh: '如何反馈安全问题' }],
	['CHANGELOG.md', { en: 'What changed', zh: '更新记录' }],
];

const isThere = (file: string): boolean => existsSync(path.join(ROOT, file));

/** The pictures that have been taken; of each the one in this language, else the English one. */
export const pictures = (language: Language): string => {
	const suffixes = language === 'zh' ? ['-zh', ''] : [''];
	const taken = PICTURES.flatMap(([name, caption]) => {
		const file = suffixes.map((suffix) => `docs/images/${name}${suffix}.png`).find(isThere);
		return file === undefined ? [] : [`![${caption[language]}](${file})`];
	});
	return taken.length === 0 ? NO_PICTURES[language] : taken.join('\n\n');
};

/** The project's documents that are there. */
export const documents = (language: Language): string =>
	DOCUMENTS.filter(([file]) => isThere(file))
		.map(([file, about]) => `- [${file}](${file}): ${about[language]}`)
		.join('\n');

const NOW = new Date('2026-11-23T02:30:00Z');

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

/** The item of a row that was accepted. */
export const acceptedExample = (): string => {
	const reading = readingOf(ROW);
	if (!reading.ok) throw new Error('The example row is wrong');
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
		false,
	);
	return asJson(item.json);
};

/** The item of a row that was wrong itself. */
export const notSentExample = (language: Language): string => {
	const row = { ...ROW, 经度: '30.287459', 纬度: '120.153576', 是否可借用: '可能' };
	const reading = readingOf(row);
	if (reading.ok) throw new Error('The example row is not wrong');
	const rows = {
		readings: [reading],
		areOfSheet: true,
		numberOf: () => 2,
		nameOf: () => ({ en: 'Row 2', zh: '第 2 行' })[language],
		ignored: [],
		columnHints: [],
		sheetIssues: [],
	};
	return asJson(itemOf(borrowEntityUpload, { json: row }, 0, invalidRow(rows, 0, reading.issues), false).json);
};
