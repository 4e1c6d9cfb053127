/** The page's texts, in both languages side by side. */

const TEXTS = {
	title: { en: 'Alipay sandbox gateway', zh: '支付宝本地沙箱网关' },
	copy: { en: 'Copy', zh: '复制' },
	copied: { en: 'Copied', zh: '已复制' },
	live: { en: 'Live', zh: '实时' },
	offline: { en: 'Can’t reach the gateway. Retrying…', zh: '无法连接网关，正在重试…' },
	faults: { en: 'Faults', zh: '模拟故障' },
	reset: { en: 'Clear', zh: '清空' },
	resetQuestion: {
		en: 'Delete everything received and stop all faults?',
		zh: '确定清空收到的全部数据，并停止模拟故障？',
	},
	otherLanguage: { en: '中文', zh: 'English' },
	filterByOutcome: { en: 'Filter by outcome', zh: '按结果筛选' },
	listComma: { en: ', ', zh: '，' },
	all: { en: 'Received', zh: '收到' },
	credentialTest: { en: 'Credential test', zh: '凭证测试' },
	testHint: { en: 'sent without content', zh: '不含业务参数' },
	filters: { en: 'Filters', zh: '筛选' },
	category: { en: 'Category', zh: '类目' },
	allCategories: { en: 'All categories', zh: '全部类目' },
	merchant: { en: 'Merchant', zh: '商户' },
	allMerchants: { en: 'All merchants', zh: '全部商户' },
	merchantNumber: { en: 'Merchant {number}', zh: '商户 {number}' },
	merchantOfApp: { en: 'Merchant {number} (app {app})', zh: '商户 {number}（应用 {app}）' },
	merchantWithToken: {
		en: 'Merchant {number} (app {app}, by token)',
		zh: '商户 {number}（应用 {app}，使用授权令牌）',
	},
	fromTime: { en: 'From', zh: '从' },
	toTime: { en: 'To', zh: '至' },
	timeOfDay: { en: 'Time of day, Beijing', zh: '时段（北京时间）' },
	clearFilters: { en: 'Clear filters', zh: '清除筛选' },
	placeList: { en: 'Requests at this place', zh: '此处的请求' },
	unfold: { en: 'Show or hide the details', zh: '展开或收起详情' },
	accepted: { en: 'Accepted', zh: '已受理' },
	replaced: { en: 'Replaced', zh: '已被更新' },
	refused: { en: 'Refused', zh: '已拒绝' },
	lost: { en: 'Not processed', zh: '未处理' },
	allHint: { en: 'every request', zh: '全部请求' },
	acceptedHint: { en: 'and current', zh: '当前有效' },
	replacedHint: { en: 'by a newer snapshot or state', zh: '有更新的快照或状态' },
	refusedHint: { en: 'with the reason', zh: '含原因' },
	lostHint: { en: 'because of a fault', zh: '因模拟故障' },
	map: { en: 'Map', zh: '地图' },
	mapView: { en: 'Map view', zh: '地图范围' },
	viewChina: { en: 'China', zh: '中国' },
	viewAll: { en: 'All points', zh: '全部点位' },
	zoomIn: { en: 'Zoom in', zh: '放大' },
	zoomOut: { en: 'Zoom out', zh: '缩小' },
	documentedRange: {
		en: 'Documented range for China: 73.66–135.05° E, 3.86–53.55° N',
		zh: '文档中的中国范围：东经 73.66–135.05°，北纬 3.86–53.55°',
	},
	requests: { en: 'Requests', zh: '请求' },
	search: { en: 'Search code, name, reason…', zh: '搜索编号、名称、原因…' },
	time: { en: 'Beijing time', zh: '北京时间' },
	call: { en: 'Call', zh: '接口' },
	about: { en: 'About', zh: '对象' },
	outcome: { en: 'Outcome', zh: '结果' },
	reason: { en: 'Reason', zh: '原因' },
	waiting: { en: 'Waiting for the first request', zh: '等待第一个请求' },
	waitingHint: {
		en: 'Enter the address above in a credential and run a workflow. Requests show up here right away.',
		zh: '在凭证中填写上面的网关地址并运行工作流，收到的请求会立即显示在这里。',
	},
	nothingFound: { en: 'No matching requests', zh: '没有符合条件的请求' },
	nothingFoundHint: { en: 'Change the search or the filter.', zh: '请调整搜索词或结果筛选。' },
	choose: { en: 'Select a request', zh: '请选择一个请求' },
	chooseHint: {
		en: 'Click a point on the map or a row in the table to see its fields and why it was refused.',
		zh: '点击地图上的点或表格中的一行，查看各字段以及被拒绝的原因。',
	},
	fields: { en: 'Content', zh: '业务参数' },
	protocol: { en: 'Protocol', zh: '公共参数' },
	close: { en: 'Close', zh: '关闭' },
	copyContent: { en: 'Copy as JSON', zh: '复制为 JSON' },
	noContent: { en: 'No content was read.', zh: '没有读取到业务参数。' },
	response: { en: 'Response', zh: '响应' },
	none: { en: 'none', zh: '无' },
	received: { en: 'received', zh: '收到时间' },
	encrypted: { en: 'encrypted', zh: '内容加密' },
	certificateMode: { en: 'certificate mode', zh: '证书模式' },
	withToken: { en: 'app_auth_token', zh: 'app_auth_token' },
	upload: { en: 'Entity upload', zh: '借用实体上传' },
	sync: { en: 'State sync', zh: '状态同步' },
	power_bank: { en: 'Power bank', zh: '充电宝' },
	umbrella: { en: 'Umbrella', zh: '雨伞' },
	WATCH_MOVIE: { en: 'Movie ticket', zh: '电影票' },
	test: { en: 'Test', zh: '测试' },
	new: { en: 'Accepted', zh: '已受理' },
	replacedEarlier: {
		en: 'Accepted; replaced the earlier one',
		zh: '已受理，并更新了先前的内容',
	},
	older: {
		en: 'Accepted; a newer snapshot was already there',
		zh: '已受理，但此前已有更新的快照',
	},
	repeated: { en: 'Accepted again; nothing changed', zh: '已受理，重复提交，内容未变' },
	superseded: { en: 'Accepted; later replaced by a newer one', zh: '已受理，之后已被更新' },
	failed: { en: 'biz_result: failed', zh: 'biz_result：failed' },
	notDone: { en: 'Not processed', zh: '未处理' },
	faultNone: { en: 'None', zh: '无' },
	faultBusy: { en: 'Every third: system busy (20000)', zh: '每 3 次有 1 次系统繁忙（20000）' },
	faultLimit: { en: 'Above 10 per second: 40005', zh: '每秒超过 10 次时返回 40005' },
	faultReset: { en: 'Every third: processed, then disconnected', zh: '每 3 次有 1 次处理后断开连接' },
	faultSilence: { en: 'Every fifth: no response', zh: '每 5 次有 1 次不响应' },
	faultPage: { en: 'Every third: 502 page', zh: '每 3 次有 1 次返回 502 页面' },
	faultSignature: { en: 'Every third: invalid signature', zh: '每 3 次有 1 次签名无效' },
	faultOther: { en: 'Set by a program', zh: '由程序设置' },
};

const COUNTED = {
	shown: {
		en: (shown, total) => (shown === total ? total : `${shown} of ${total}`),
		zh: (shown, total) => (shown === total ? `共 ${total} 条` : `${shown} / ${total} 条`),
	},
	more: { en: (count) => `Show ${count} more`, zh: (count) => `再显示 ${count} 条` },
	outside: {
		en: (count) =>
			count === '1' ? '1 point is outside this view' : `${count} points are outside this view`,
		zh: (count) => `有 ${count} 个点不在当前视野内`,
	},
	moreHere: { en: (count) => `and ${count} more`, zh: (count) => `另有 ${count} 个` },
	filtered: {
		en: (count) => (count === '1' ? '1 request' : `${count} requests`),
		zh: (count) => `${count} 条请求`,
	},
	points: { en: (count) => `${count} points here`, zh: (count) => `此处有 ${count} 个点` },
};

const fromQuery = new URLSearchParams(location.search).get('lang');
const remembered = fromQuery ?? localStorage.getItem('language') ?? navigator.language;

let language = remembered.toLowerCase().startsWith('zh') ? 'zh' : 'en';

export const currentLanguage = () => language;

/** Changes the language and keeps it in the address, so that the address can be shared. */
export const changeLanguage = () => {
	language = language === 'en' ? 'zh' : 'en';
	localStorage.setItem('language', language);
	const url = new URL(location.href);
	url.searchParams.set('lang', language);
	history.replaceState(null, '', url);
};

export const text = (name) => TEXTS[name][language];
/** What became of a request, in a word. */
export const outcomeName = (outcome) => text(outcome === 'test' ? 'credentialTest' : outcome);
export const counted = (name, ...counts) =>
	COUNTED[name][language](...counts.map((count) => count.toLocaleString(language)));
/** A text that came from the gateway in both languages. */
export const pick = (both) => both[language];

const PLACES = [
	['data-text', (element, words) => (element.textContent = words)],
	['data-label', (element, words) => element.setAttribute('aria-label', words)],
	['data-placeholder', (element, words) => element.setAttribute('placeholder', words)],
];

/** Writes all fixed texts of the page again. */
export const writeTexts = () => {
	document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
	document.title = text('title');
	for (const [attribute, write] of PLACES) {
		for (const element of document.querySelectorAll(`[${attribute}]`)) {
			write(element, text(element.getAttribute(attribute)));
		}
	}
};
