/** Notes beside a heading: what they say anyway is accepted, what could change the values is refused once. */
import fc from 'fast-check';
import { borrowEntityUpload, dataStateSync, formatIssue, planColumns } from '../../../zhima';
import type { Api } from '../../../zhima';
import { uploadRow } from '../rows';

const RENAMED: Readonly<Record<string, string>> = {
	上传时间: 'upload_time',
	经度: 'longitude',
	可借数量: 'can_borrow_cnt',
	是否可借: 'can_borrow',
	营业时间: 'office_hours_desc',
	类目: 'category_code',
	实体编号: 'entity_code',
	实体名称: 'entity_name',
	联系电话: 'contact_number',
	地址: 'address_desc',
};

/** A sheet that lacks nothing, in which one column has another heading. */
const planWith = (heading: string, name: string, api: Api = borrowEntityUpload) =>
	planColumns(api, [...Object.keys(uploadRow).filter((each) => each !== name), heading]);

const harmless: Readonly<Record<string, readonly string[]>> = {
	上传时间: [
		...['必填', '选填', '北京时间', '北京', 'UTC+8', 'UTC+08:00', 'GMT+8', '+08:00', '东八区', 'Asia/Shanghai', 'GMT+08:00 北京时间', '中国标准时间'],
		...['yyyy-MM-dd HH:mm:ss', '格式：yyyy-mm-dd hh:MM:ss', 'YYYY/MM/DD', 'yyyyMMddHHmmss', '年-月-日 时:分:秒', '24小时制', '精确到秒', '日期时间', 'datetime'],
		...['时间戳', 'timestamp', 'upload_time', 'uploadTime', '实体上传时间', '如2026-01-01 15:00', '必填,格式如2026-01-01 08:00:00', '格式 2026-01-01 08:00', 'ISO 8601', 'RFC3339', '精确到毫秒', '精确到天', '请勿修改', '只读', 'do not edit', '例：2017-01-01 15:34:38', '2017-01-01 15:34:38', '留空为当前时间', '必填，北京时间', '最多19字', ''],
	],
	经度: [
		...['°', '度', '单位：度', '十进制', '小数', 'decimal degrees', 'ddd.dddddd', '6位小数', '保留6位小数', '高德', '高德GCJ02', 'GCJ-02坐标系', '火星坐标', '腾讯地图'],
		...['东经', 'E', '-180~180', '73.66~135.05', '取值范围：经度-180~180', '120.153576', '如:120.15', 'longitude', 'Longitude', '地址位置经度', '必填，度', 'decimal(10,6)', '度（°）', '坐标', '°E', 'E°', '东', '保留小数点后六位', '不少于6位小数', 'gcj02ll', '高德坐标系统', '勿改动'],
	],
	可借数量: ['个', '台', '单位：个', '件数', 'pcs', '整数', '非负整数', '最多5位', '如12', '例如：12', '1-99999', '当前', '传1即可', '传 1 即可', '单位/个', '最大5位数', '≤99999', '只填数字', '阿拉伯数字', 'numbers only', 'tinyint(4)', '默认1', '不填默认为0', 'int(5)', 'can_borrow_cnt', '必填、个'],
	是否可借: [
		...['Y/N', 'Y或N', '是/否', '1/0', '0/1', 'TRUE/FALSE', '√/×', '可借/不可借', '是否', 'Y:可借,N:不可借', 'Y：可借；N：不可借', '1可借 0不可借', '1=是,0=否', '0=否,1=是', '1是0否'],
		...['可借填Y,不可借填N', '可借:1,不可借:0', '必填 Y/N', '必填，Y：可借，N：不可借', '例如Y', '下拉选择', '布尔', 'Y', 'can_borrow', '是/否 1/0', '枚举', 'tinyint(1)', '选项：可借、不可借', '请勿修改', '默认Y', '默认为可借', '不填默认是', '不可借填N'],
	],
	营业时间: ['24小时制', 'xx:xx-xx:xx', 'HH:mm-HH:mm', '格式：xx:xx-xx:xx，24小时制', '如09:00-22:00', '格式 09:00-22:00', '09:00-22:00', '每天', '北京时间', '最多20字', '选填'],
	类目: ['雨伞/充电宝', '充电宝:power_bank,雨伞:umbrella', 'power_bank/umbrella/test', 'umbrella', '一级', '必填'],
	实体编号: ['机柜号', '必填', '最多32位', '唯一', 'varchar(32)', '文本格式'],
	实体名称: ['不超过20个字符', '如爱心雨伞', '任何备注'],
	联系电话: ['手机', '手机或座机', '区号-数字', '11位'],
	地址: ['最多50字', '详细到门牌号'],
};

const changing: Readonly<Record<string, readonly string[]>> = {
	上传时间: [
		...['UTC', 'GMT', 'Z', 'UTC时间', 'UTC+9', '-5', '+09:00', 'CST', 'EST', '世界时', '格林威治时间', '当地时间', '本地', '纽约', '东京时间', '首尔', '必填，UTC', 'UTC 必填'],
		...['毫秒', 'ms', '秒', '毫秒时间戳', '微秒', '12小时制', 'MM/DD/YYYY', 'dd/MM/yyyy', 'yyyy-dd-MM', 'yy-MM-dd', '农历', '民国', '如 03/04/2026', '2026', '1904'],
	],
	经度: [
		...['百度', 'BD09', 'BD-09', '百度坐标', '百度地图', '百度BD09', 'DDMM.MMMM', '度分', '度分秒', 'DMS', 'NMEA', '弧度', 'rad', '米', '墨卡托', 'UTM', '北京54', '搜狗', "'", '×1e6', '*1000000', '1E-6'],
		...['西经', 'W', '120', '+0.0065', '如12009.1234', '用于显示', '加密', '°，百度'],
	],
	可借数量: ['百个', '百', '千', '万', '%', '打', '箱', '双', 'K', 'x10', '×100', '10个/箱', '100', '如1.5百', '比例', '已借', 'dozen'],
	是否可借: [
		...['0可借 1不可借', '0可借,1不可借', '0:可借;1:不可借', '可借0不可借1', '可借:0,不可借:1', 'N可借,Y不可借', 'Y为不可借', '0=是,1=否', '0 可借 1 不可借', '0/1 是/否', '0:可借', '1=N'],
		...['1可借 2不可借', '反', '取反', '否为可借', '√ 不可借 × 可借', '1:不可借', '必填，0可借，1不可借', '不可借', '0默认可借', '否'],
	],
	营业时间: ['周一至周五', '工作日', '周末', 'UTC', '12小时制', '夏季', '如9-22'],
	类目: ['power_bank:雨伞', '1充电宝2雨伞', '1:umbrella', '雨伞=power_bank'],
	实体编号: ['后四位', '末6位', 'MD5', '脱敏', 'base64', '16进制', '不带前缀', '去掉0'],
	联系电话: ['后4位', '脱敏', '不含区号', '分机'],
};

const linesOf = (notes: Readonly<Record<string, readonly string[]>>): Array<[string, string]> =>
	Object.entries(notes).flatMap(([heading, each]) => each.map((note): [string, string] => [heading, note]));

test.each(linesOf(harmless))('%s (%s) is accepted', (heading, note) => {
	for (const written of [`${heading}(${note})`, `${heading}（${note}）*`, `${heading}【${note}】`]) {
		const { issues, headings } = planWith(written, RENAMED[heading]);
		expect(issues.map(formatIssue)).toEqual([]);
		expect(headings[RENAMED[heading]]).toBe(written);
	}
});

test.each(linesOf(changing))('%s (%s) is refused once, with the heading and the cure', (heading, note) => {
	for (const written of [`${heading}(${note})`, `${heading}（${note}）`, `* ${heading} [${note}]`]) {
		const { issues } = planWith(written, RENAMED[heading]);
		expect(issues).toHaveLength(1);
		expect(issues[0]).toMatchObject({ field: RENAMED[heading], heading: written });
		expect(issues[0].message).toMatch(/^The note “.+” can change what the values of this column mean\.$/);
		expect(issues[0].advice).toMatch(new RegExp(`^Make sure that the values are .+, then rename the column to “${heading}”\\.$`));
	}
});

test('the whole message names note, values and heading', () => {
	const messagesOf = (heading: string, name: string) => planWith(heading, name).issues.map(formatIssue);
	expect(messagesOf('上传时间(UTC)', 'upload_time')).toEqual([
		'“上传时间(UTC)”: The note “UTC” can change what the values of this column mean. Make sure that the values are Beijing time such as 2017-01-01 15:34:38, then rename the column to “上传时间”.',
	]);
	expect(messagesOf('经度(百度)', 'longitude')[0]).toMatch(/decimal degrees in the coordinates that Amap uses \(GCJ-02\), then/);
	expect(messagesOf('是否可借(0可借 1不可借)', 'can_borrow')[0]).toMatch(/Y \(可借\) and N \(不可借\), then/);
	expect(messagesOf('可借数量(百个)', 'can_borrow_cnt')[0]).toMatch(/whole numbers of single items, then/);
});

/** Notes which say that a column is an old one, an example, or no column to fill in or to send. */
const aside: Readonly<Record<string, readonly string[]>> = {
	上传时间: ['旧', '作废', '示例', '勿填', '留空', 'deprecated', '必填，旧'],
	经度: ['旧', '原', '备用', 'old', '旧，高德'],
	可借数量: ['示例', '停用', '旧 个'],
	是否可借: ['旧', '废弃', '勿填', '示例 Y/N', '必填，作废'],
	营业时间: ['旧', '示例', '已停用'],
	类目: ['旧', '示例', '废弃', '旧，雨伞/充电宝'],
	实体编号: ['旧', '旧版', '已废弃', '示例', '请勿填写', 'old', 'Deprecated', '备用', '不再使用', '必填，旧', '名称', '二维码链接', '设备状态', '上级', 'type', 'display name'],
	实体名称: ['旧', '原', '示例', '勿填'],
	联系电话: ['旧', '备用', 'backup'],
	地址: ['旧', '示例', '不上传'],
};

test.each(linesOf(aside))('%s (%s) is refused once: it may not be the column to send', (heading, note) => {
	const { issues } = planWith(`${heading}（${note}）`, RENAMED[heading]);
	expect(issues).toEqual([
		{
			field: RENAMED[heading],
			heading: `${heading}（${note}）`,
			message: expect.stringMatching(/^The note “.+” can mean that this column isn't the one to send\.$/) as string,
			advice: `If it is, rename the column to “${heading}”. Otherwise remove it, or give it another name.`,
		},
	]);
});

test('a column that its note sets aside is ignored beside the one that has the name alone', () => {
	const { issues, ignored } = planColumns(borrowEntityUpload, [...Object.keys(uploadRow), 'entity_code(old)', '联系电话（备用）']);
	expect([issues, ignored]).toEqual([[], ['entity_code(old)', '联系电话（备用）']]);
});

test('是否收租金 (免租金) is refused, for it is not clear what yes means there', () => {
	expect(planWith('是否收租金(免租金)', 'collect_rent').issues).toHaveLength(1);
});

describe('a note without brackets', () => {
	test.each([
		...['上传时间 UTC', '上传时间-UTC', '上传时间UTC', 'UTC上传时间', 'UTC 上传时间', '上传时间_UTC', 'upload_time_utc', 'uploadTime UTC', '上传时间+9', '上传时间(UTC', '上传时间 首尔', '上传时间\nUTC'].map((heading) => [heading, 'upload_time']),
		...['经度-百度', '经度百度', '百度经度', '经度 BD09', 'longitude_bd09', 'BD09 longitude', '经度/百度', '经度：百度', '经度′'].map((heading) => [heading, 'longitude']),
		...['可借数量/百', '可借数量百', '可借数量 万', '可借数量%', '百个 可借数量', 'can_borrow_cnt/100个'].map((heading) => [heading, 'can_borrow_cnt']),
		...['是否可借 0可借1不可借', '是否可借-0可借 1不可借'].map((heading) => [heading, 'can_borrow']),
	])('%j is refused once', (heading, name) => {
		const { issues } = planWith(heading, name);
		expect(issues).toHaveLength(1);
		expect(issues[0]).toMatchObject({ field: name, message: expect.stringMatching(/^The note “.+” can change/) as string });
	});

	test.each([
		['上传时间 北京时间', 'upload_time'],
		['上传时间-UTC+8', 'upload_time'],
		['经度 高德', 'longitude'],
		['经度/度', 'longitude'],
		['可借数量/个', 'can_borrow_cnt'],
		['是否可借 Y/N', 'can_borrow'],
		['实体编号 必填', 'entity_code'],
		['类目_名称', 'category_code'],
	])('%j is accepted', (heading, name) => {
		const { issues, headings } = planWith(heading, name);
		expect([issues, headings[name]]).toEqual([[], heading]);
	});

	test.each([
		['营业时间-周末', 'office_hours_desc'],
		['实体名称 旧', 'entity_name'],
		['首次上传时间', 'upload_time'],
		...['entity_code_name', 'entity_code type', '实体编号_旧', '实体编号-二维码', '实体编号/批次', 'parent_entity_code', '父级-实体编号', '旧 实体编号'].map((heading) => [heading, 'entity_code']),
		...['联系电话 备注', '联系电话_所属人'].map((heading) => [heading, 'contact_number']),
		['类目-旧', 'category_code'],
	])('%j is another column', (heading, name) => {
		const { headings, ignored } = planWith(heading, name);
		expect([headings[name], ignored]).toEqual([undefined, [heading]]);
	});
});

test.each(['service_id_name', 'service_id desc', 'biz_state_code_desc', 'out_biz_no_time', 'out_principal_id_type', 'user_id_type'])(
	'%s is never sent in place of the code that is missing',
	(heading) => {
		const { headings, ignored } = planColumns(dataStateSync, [heading]);
		expect([headings, ignored]).toEqual([{}, [heading]]);
	},
);

describe('several columns for one parameter', () => {
	test('with one whose note is harmless, that one is read and the others are ignored', () => {
		const plan = planWith('经度(高德GCJ02)', 'longitude');
		const both = planColumns(borrowEntityUpload, [...plan.columns.map(([, heading]) => heading), '经度(百度BD09)', '经度-WGS84']);
		expect(both.issues).toEqual([]);
		expect(both.headings.longitude).toBe('经度(高德GCJ02)');
		expect(both.ignored).toEqual(['经度(百度BD09)', '经度-WGS84']);
	});

	test('with none whose note is harmless are all refused', () => {
		const { issues } = planColumns(borrowEntityUpload, [...Object.keys(uploadRow).filter((each) => each !== 'longitude'), '经度(百度)', '经度(米)']);
		expect(issues.map(({ field }) => field)).toEqual(['longitude', 'longitude']);
		expect(issues[0].message).toBe('Several columns match longitude: “经度(百度)”, “经度(米)”.');
	});
});

describe('a heading that names two parameters', () => {
	test.each([
		['经度(纬度)', 'longitude', borrowEntityUpload],
		['地址(实体名称)', 'address_desc', borrowEntityUpload],
		['可借数量（借用总数）', 'can_borrow_cnt', borrowEntityUpload],
		['用户ID(open_id)', 'user_id', dataStateSync],
	])('%s is refused', (heading, name, api) => {
		const issue = planColumns(api, [heading]).issues.find((each) => each.field === name && each.heading !== '');
		expect(issue?.message).toMatch(new RegExp(`^The heading names ${name}, but its note “.+” is the name of another parameter\\.$`));
	});
});

describe('a documented name in brackets', () => {
	test.each(['更新时间(upload_time)', '状态(can_borrow)', '位置(x)(longitude)', '编号（entity_code）'])('behind %s is read', (heading) => {
		const { columns, issues } = planColumns(borrowEntityUpload, [heading]);
		expect([columns.length, issues.filter((each) => each.heading !== '')]).toEqual([1, []]);
	});

	test.each(['时间 UTC (upload_time)', '百度经度(longitude)', '不可借(can_borrow)', '是否免租(collect_rent)', '禁用(can_borrow)', '剩余率(can_borrow_cnt)', '经度(百度地图)(longitude)'])(
		'is refused behind %s',
		(heading) => {
			expect(planColumns(borrowEntityUpload, [heading]).issues.filter((each) => each.heading !== '')).toHaveLength(1);
		},
	);
});

test.each(['WGS84', 'WGS-84坐标系', 'GPS', 'WGS84（GPS）', 'CGCS2000', 'WGS84，6位小数'])('经度(%s) is sent unchanged, with a hint', (note) => {
	const { issues, hints } = planWith(`经度(${note})`, 'longitude');
	expect(issues).toEqual([]);
	expect(hints).toEqual([expect.stringMatching(/^“经度.+”: The values are sent unchanged\. .* a few hundred meters off/)]);
});

test('a note that changes the values is never left out, with any text around it', () => {
	const headings = Object.keys(changing);
	const around = fc.constantFrom('', '必填', '最多20字', '*', '如上');
	const bracket = fc.constantFrom(['(', ')'], ['（', '）'], ['[', ']'], ['【', '】'], ['{', '}'], ['<', '>'], ['〔', '〕'], ['《', '》']);
	const place = fc.constantFrom('behind', 'before', 'second');
	fc.assert(
		fc.property(fc.constantFrom(...headings), fc.nat(), around, bracket, place, (heading, index, more, [open, close], where) => {
			const note = changing[heading][index % changing[heading].length];
			const text = more === '' ? note : `${more}，${note}`;
			const bracketed = `${open}${text}${close}`;
			const written = { behind: `${heading}${bracketed}`, before: `${bracketed}${heading}`, second: `${heading}${open}${RENAMED[heading]}${close} ${bracketed}` }[where];
			expect(planWith(written, RENAMED[heading]).issues.map(({ field }) => field)).toContain(RENAMED[heading]);
		}),
		{ numRuns: 2000 },
	);
});

test.each(['坐标', 'max length', '高德坐标系', '如12,', '(', '[', 'Y/N', '0可借', ' ', '-', '保留', '默认'])('a long note of %j is read within a second', (part) => {
	const since = performance.now();
	for (const heading of ['经度', '上传时间', '可借数量', '是否可借', '类目']) {
		planColumns(borrowEntityUpload, [`${heading}(${part.repeat(500)}x)`, `${heading} ${part.repeat(40)}x`]);
	}
	expect(performance.now() - since).toBeLessThan(1000);
});
