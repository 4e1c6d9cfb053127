/** The large sheet: which rows it has and what is to become of each. */

export const ROWS = 5_000;

/** Rows that are wrong themselves, and rows that only the gateway refuses. */
const isWrong = (number: number) => number % 1_000 === 17;
const isRefused = (number: number) => number % 1_000 === 400;

export const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);

export const ACCEPTED = '已受理';

/** The word in the results sheet. */
export const expectedOf = (number: number) =>
	isWrong(number) ? '未发送' : isRefused(number) ? '被拒绝' : ACCEPTED;

export const codeOf = (number: number) => `CDB${String(number).padStart(6, '0')}`;

export const sheetRow = (number: number) => ({
	类目: '充电宝',
	实体编号: codeOf(number),
	实体名称: isRefused(number) ? '敏感词机柜' : `文三路充电宝柜 ${number}`,
	经度: isWrong(number) ? 361 : 120.130663,
	纬度: 30.259244,
	地址: '杭州市西湖区文三路478号',
	营业时间: '09:00-22:00',
	联系电话: '0571-26888888',
	是否收租金: '是',
	租金描述: '3元/小时',
	是否可借: '是',
	可借数量: 12,
	借用总数: 20,
	上传时间: '2026-11-20 15:34:38',
	备注: '',
});
