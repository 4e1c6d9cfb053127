/**
 * What notes mean for each kind of parameter: `harmless` says what is assumed anyway, `changing`
 * gives the values another meaning. The texts have neither capitals nor blanks.
 */
import type { Kind } from '../api-types';

export interface KindNotes {
	readonly harmless: readonly RegExp[];
	readonly changing?: RegExp;
	/** Whether a note that is not known leaves the values' meaning alone. */
	readonly isFree?: boolean;
}

const time: KindNotes = {
	harmless: [
		/^(?:时区)?[:为]?(?:(?:北京|中国|上海|东八区|东8区)(?:标准)?(?:时间|时区|时)?|(?:beijing|china|shanghai)(?:standard)?(?:time)?|asia\/shanghai|(?:utc|gmt)?\+0?8(?::?00)?(?:时区)?)$/,
		/^24(?:小时制?|h)$/,
		/^(?:格式|format)?[:为]?y{4}[-/.年]?m{1,2}[-/.月]?d{1,2}日?(?:[t,]?h{1,2}[:时]?m{1,2}(?:[:分]?(?:s{1,2}秒?(?:\.s{1,3})?)?)?)?$/,
		/^(?:格式)?[:为]?年[-/.]?月[-/.]?日(?:时:?分:?秒?)?$/,
		/^精确到?(?:毫秒|秒|分钟?|小?时|天|日)$/,
		/^(?:格式)?[:为]?(?:iso(?:-?8601)?|rfc-?3339)(?:格式|标准)?$/,
		/^(?:unix|epoch)?(?:时间戳|timestamp|unixtime|epoch|unix)$/,
		/^(?:留空|不填|为空|空|默认|缺省)+(?:则|即|表示|为|=|默认|取|是)*(?:当前|现在|上传)(?:时间|时刻)?$/,
	],
	changing:
		/utc|gmt|世界|格林|时区|当地|本地|local|zulu|纽约|东京|伦敦|(?<![a-z])(?:z|[acehjkmpw][sd]t)(?![a-z])|毫秒|微秒|纳秒|秒级|milli|micro|nano|seconds|(?<![a-z])(?:s|ms|us|ns)(?![a-z])|^秒$|12小时|12h|dd[-/.]?mm|mm[-/.]?dd[-/.]?y|1904|农历|阴历|民国|佛历|[+-]\d{1,2}(?::?\d\d)?$/,
};

const count: KindNotes = {
	harmless: [
		/^(?:单位)?[:为/]?(?:个|台|把|辆|件|只|块|支|条|部|套|张|份|座|位|口|孔|数量|个数|件数|pcs?|pieces?|units?|ea|each|sets?)$/,
		/^(?:>=?|≥|大于|大于等于|不小于|非负|正|自然)?(?:0|整数|数)$/,
		/^(?:不填|留空|为空)?则?默认(?:值)?[:为是]?\d{1,6}$/,
		/^(?:≤|<=?|不超过|不大于|最大(?:值)?[:为]?|max)\d{1,6}$/,
		/^(?:0|1)[-~至到]\d{1,6}$/,
		/^(?:当前|目前|实时)(?:可借)?(?:数量|数)?$/,
	],
	changing:
		/[十百千万亿打箱盒对双捆包%‰率]|比例|(?<![a-z])(?:k|w|doz(?:en)?|pairs?|box(?:es)?)(?![a-z])|hundred|thousand|million|percent|[×x*/]\d|\d+(?:个|台|把|件|只)/,
};

const DATUM_WORDS = '地图|坐标(?:系统?)?|经纬度|经度|纬度|采用|使用|数据|标准';
/** GCJ-02, as Alipay's own maps (Amap) have it. */
const GCJ02_WORDS = new RegExp(`^(?:${DATUM_WORDS})*(?:(?:gcj(?:-?0?2)?(?:ll)?|国测局|火星|高德|腾讯|amap|gaode|tencent|mars)(?:${DATUM_WORDS})*)+$`);
/** The datum of GPS receivers, and China's own that differs from it by centimeters. */
export const WGS84_WORDS = new RegExp(`^(?:${DATUM_WORDS})*(?:(?:wgs(?:-?(?:19)?84)?|gps|cgcs-?2000|大地2000|国家2000|2000国家大地|(?:epsg:?)?4326)(?:${DATUM_WORDS})*)+$`);

const coordinate: KindNotes = {
	harmless: [
		/^(?:单位|格式)?[:为/]?(?:°|度|十进制度?(?:数)?|小数度?|decimaldegrees?|degrees?|deg|decimal|d{2,3}\.d+°?)(?:格式|形式)?$/,
		/^(?:保留|精确到|至少|不少于|小数点?后)*(?:\d{1,2}|[一二三四五六七八九十])位(?:小数)?(?:以上)?$/,
		/^(?:取值)?(?:范围)?:?(?:经度|纬度)?-?\d{1,3}(?:\.\d+)?°?[~至到-]+\d{1,3}(?:\.\d+)?°?$/,
		GCJ02_WORDS,
		WGS84_WORDS,
		new RegExp(`^(?:${DATUM_WORDS})+$`),
	],
	changing:
		/^bd$|bd-?0?9|百度|baidu|搜狗|sogou|图吧|mapbar|度分|分秒|dms|dmm|d{0,3}mm|nmea|弧度|rad|墨卡托|mercator|utm|高斯|投影|北京54|西安80|beijing54|xian80|\de\d|[×x*/]10|微度|米|偏移|加密|西经|南纬|[′″'"]|(?<![a-z])[ws](?![a-z])/,
};

const officeHours: KindNotes = {
	harmless: [
		/^24(?:小时制?|h)$/,
		/^(?:北京时间|每天|每日|全年|天天|周一[-~至到]周日|起止(?:时间)?|时段|开始[-~至到]结束(?:时间)?|开门[-~至到]关门)$/,
		/^(?:格式)?[:为]?(?:hh:mm|xx:xx)[-~\u2013\u2014至到]+(?:hh:mm|xx:xx)$/,
	],
};

/**
 * Of any column: that it is an earlier or a spare one, an example, or none that is to be filled in or sent.
 * The whole note says so; 留空为当前时间 is something else.
 */
export const ASIDE_WORDS = new RegExp(
	'^(?:' +
		'已?(?:旧|老|原|历史|以前|过去|曾用|废弃|废除|作废|停用|弃用|失效|过期|下线|删除)(?:的|版|版本|值|列|数据|字段)*|不再使用|已?不用|' +
		'(?:请|此列)?(?:勿|不要|不用|不需要?|不必|无需|无须|禁止?)(?:填写?|录入|输入|上传|同步|发送|使用|传)|(?:请|此列)?(?:留空|空着|忽略)|不上传|不同步|不传|' +
		'(?:仅|只)?(?:作|做|供|为)?(?:示例|样例|例子|范例|参考)(?:数据|列|值)?|备用|备份|备选|' +
		'old|legacy|deprecated|obsolete|outdated|former|previous|unused|archived?|removed|' +
		'examples?|samples?|backup|spare|ignored?|skip|(?:do ?not|don.?t) ?(?:use|fill|send)(?: ?in)?|(?:leave|left) ?(?:blank|empty)' +
		')$',
);

/** Something beside a thing that is not its code: 实体编号(名称), service_id (type). The last word says it. */
export const BESIDE_A_CODE =
	/(?:名称?|名字|说明|描述|备注|注释|状态|类型|种类|类别|数量|个数|时间|日期|上级|父级?|链接|网址|地址|二维码|图片|(?<![a-z])(?:name|desc|description|remarks?|notes?|comments?|status|type|kind|count|time|date|parent|link|url|qrcode))$/;

/** A part of a value, or what a program made of it. */
const PARTIAL = /^(?:[前后末][\d一二三四五六七八九十]+位|尾号|末位)|不[含带]|去掉|省略|分机|脱敏|掩码|加密|masked|md5|sha-?\d|hash|base64|进制|(?<![a-z])hex(?![a-z])/;

const whole: KindNotes = { harmless: [], changing: PARTIAL, isFree: true };
const free: KindNotes = { harmless: [], isFree: true };
/** Notes of these are read as words for their values. */
const ofValues: KindNotes = { harmless: [] };

export const KIND_NOTES: Readonly<Record<Kind['type'], KindNotes>> = {
	time,
	count,
	coordinate,
	officeHours,
	identifier: whole,
	phone: whole,
	text: free,
	json: free,
	flag: ofValues,
	choice: ofValues,
};
