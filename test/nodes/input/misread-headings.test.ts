/** Headings in the wrong encoding: what they were, and what n8n can do about it. */
import iconv from 'iconv-lite';

import { withEncodingAdvice } from '../../../nodes/input/misread-headings';
import { borrowEntityUpload, planColumns } from '../../../zhima';

const adviceFor = (headings: readonly string[]): string =>
	withEncodingAdvice(borrowEntityUpload, planColumns(borrowEntityUpload, headings), headings).issues.at(-1)!.advice;

const HEADINGS = ['类目', '实体编号', '经度', '纬度', '门店名称', '是否收租金', '可借用数量'];

const GBK_CURE = 'Extract from File can\'t read GBK. In Excel or WPS, save the file as "CSV UTF-8" or .xlsx, then read that file.';
const UTF_8_CURE = 'In Extract from File, use "Extract From CSV" with "Encoding" set to UTF-8, or save the file as .xlsx and read that file.';
const UTF_16_CURE = 'In Extract from File, set the option "Encoding" to UTF16LE';

/** What each program makes of the bytes. */
const misread = (own: string, as: string): string[] => HEADINGS.map((heading) => iconv.decode(iconv.encode(heading, own), as));

test.each(['latin1', 'windows-1252', 'iso-8859-2', 'iso-8859-15', 'windows-1251', 'koi8-r', 'macintosh', 'big5', 'shift_jis', 'utf-16le', 'utf-8'])('GBK that was read as %s is recognized', (as) => {
	const advice = adviceFor(misread('gbk', as));
	expect(advice).toMatch(/^The headings were read in the wrong encoding: “.+” is “.+” in GBK\. /);
	expect(advice).toContain(GBK_CURE);
});

test.each(['经度', '纬度', '地址', '类目'])('%s is not taken for a longer name that begins with it', (heading) => {
	expect(adviceFor([iconv.decode(iconv.encode(heading, 'gbk'), 'latin1')])).toContain(`is “${heading}” in GBK`);
});

test('GBK in a table of HTML is recognized, as SheetJS reads it', () => {
	expect(adviceFor(['ʵ̥Ѡڅ'])).toBe(`The headings were read in the wrong encoding: “ʵ̥Ѡڅ” is “实体编号” in GBK. ${GBK_CURE}`);
});

test.each(['gbk', 'latin1', 'windows-1252', 'macintosh', 'utf-16le', 'big5', 'iso-8859-2'])('UTF-8 that was read as %s is recognized', (as) => {
	const advice = adviceFor(misread('utf-8', as));
	expect(advice).toMatch(/^The headings were read in the wrong encoding: “.+” is “.+” in UTF-8\. /);
	expect(advice).toContain(UTF_8_CURE);
});

test.each(['latin1', 'windows-1252', 'utf-16be'])('UTF-16 that was read as %s is recognized', (as) => {
	expect(adviceFor(misread('utf-16le', as))).toContain(UTF_16_CURE);
});

test('a heading with a note, and one among good ones, are recognized', () => {
	expect(adviceFor([iconv.decode(iconv.encode('实体编号（必填）', 'gbk'), 'latin1')])).toContain('is “实体编号” in GBK');
	expect(adviceFor(['longitude', iconv.decode(iconv.encode('实体编号', 'utf-8'), 'gbk')])).toContain('is “实体编号” in UTF-8');
});

test.each([[['备注', '部门', '负责人']], [['été', 'naïve', 'Größe']], [['entity_code', 'id']], [['商品名', '数量', '単価']], [['Название', 'Широта']]])('%j is no misread sheet', (headings) => {
	expect(adviceFor(headings)).not.toMatch(/wrong encoding/);
});

test('a sheet without a missing column is left alone', () => {
	const plan = planColumns(borrowEntityUpload, borrowEntityUpload.parameters.map(({ name }) => name));
	expect(withEncodingAdvice(borrowEntityUpload, plan, ['ʵ̥Ѡڅ'])).toBe(plan);
});
