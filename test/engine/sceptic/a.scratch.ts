import { writeFileSync } from 'node:fs';
import { openSite } from '../site';
import { runWorkflow } from '../harness';
import { goodRows, parametersFor, sync, upload } from '../calls';
jest.setTimeout(120000);
const lines: string[] = [];
it('x', async () => {
	const site = await openSite(); try {
	const show = (name: string, r: any) => {
		lines.push(`\n################ ${name}  [${r.status}]`);
		if (r.error) lines.push(`ERROR ${r.error.message}\n  ITEM ${JSON.stringify(r.error.context)}\n  ${String(r.error.description).split('<br/>').join('\n  ')}`);
		for (const h of r.hints) lines.push(`HINT[${h.type}] ${h.message}`);
		r.outputs.forEach((out: any[], i: number) => out.forEach((it, n) => n < 6 && lines.push(`OUT${i} ${JSON.stringify(it.json)} ${it.error ? 'ERR' : ''} paired ${JSON.stringify(it.pairedItem)}`)));
		lines.push(`requests: ${site.gateway.requests.length}`); writeFileSync(`/tmp/scep/engine.${process.env.ZL ?? 'en'}.txt`, lines.join('\n'));
	};
	const run = async (name: string, call: any, rows: any, { onError = 'stopWorkflow', mode = 'columns', options = {}, params = {} , cred = {}}: any = {}) => {
		await site.clear(); try {
		show(`${name} (${onError}, ${mode})`, await runWorkflow({ rows, credential: site.credential(cred), node: { type: call.type, parameters: { ...parametersFor(call, mode, options), ...params }, onError } })); } catch (e: any) { lines.push('\n######## ' + name + ' THROWN ' + e.message); }
	};
	const cont = { onError: 'continueRegularOutput' }, eout = { onError: 'continueErrorOutput' };
	const rows = goodRows(upload, 4) as any[];
	await run('empty trailing rows', upload, [...rows, {}, { category_code: '' }, Object.fromEntries(Object.keys(rows[0]).map((k) => [k, null]))]);
	await run('empty trailing rows', upload, [...rows, {}, { category_code: '' }], cont);
	await run('missing col', upload, rows.map(({ longitude, ...r }) => r));
	await run('missing col', upload, rows.map(({ longitude, ...r }) => ({ ...r, remark: 'x', __EMPTY: 1 })), cont);
	await run('missing col', upload, rows.map(({ longitude, ...r }) => r), eout);
	await run('double col', upload, rows.map((r) => ({ ...r, 经度: '1', 备注: 'a', 'a<b>&"c': 1 })), cont);
	await run('no rows that fit', upload, [{ a: 1 }]);
	await run('html', upload, rows.map((r, i) => i === 1 ? { ...r, longitude: '<img src=x onerror=alert(1)>', can_borrow_cnt: 'A & B <b>bold</b>', '<b>x</b>': 1 } : r));
	await run('html', upload, rows.map((r, i) => i === 1 ? { ...r, longitude: '<img src=x onerror=alert(1)>', can_borrow_cnt: 'A & B <b>bold</b>', '<b>x</b>': 1 } : r), cont);
	await run('60 wrong', upload, goodRows(upload, 120).map((r, i) => i % 2 ? { ...r, longitude: '361', row_number: i + 100 } : { ...r, row_number: i + 100 }));
	await run('row_number text', upload, rows.map((r, i) => ({ ...r, longitude: '361', row_number: String(i + 10) })));
	await run('dry', upload, rows.map((r, i) => i === 1 ? { ...r, longitude: '361' } : r), { options: { dryRun: true } });
	await run('dry', upload, rows.slice(0, 1), { options: { dryRun: true } });
	await run('dry', upload, rows.map((r, i) => i === 1 ? { ...r, longitude: '361' } : r), { ...eout, options: { dryRun: true } });
	await run('dry missing col', upload, rows.map(({ longitude, ...r }) => r), { options: { dryRun: true } });
	await run('refused', upload, rows.map((r, i) => i === 1 ? { ...r, ...upload.refused.cells } : r), { options: { concurrency: 1 } });
	await run('refused', upload, rows.map((r, i) => i === 1 ? { ...r, ...upload.refused.cells } : r), cont);
	await run('refused', upload, rows.map((r, i) => i === 1 ? { ...r, ...upload.refused.cells } : r), eout);
	await run('sync failed', sync, goodRows(sync, 2).map((r) => ({ ...r, out_biz_no: 'FAIL1' })), cont);
	await run('one good', upload, rows.slice(0, 1), cont);
	await run('zero', upload, [], cont);
	await run('badkey', upload, rows, { ...cont, cred: { privateKey: 'abc' } });
	await run('badkey', upload, rows, { cred: { privateKey: 'abc' } });
	await run('noapp', upload, rows, { ...cont, cred: { appId: '2021999999999999' }, options: { concurrency: 1 } });
	await run('noapp', upload, rows, { cred: { appId: '2021999999999999' }, options: { concurrency: 1 } });
	await run('no alipay key', upload, rows.slice(0, 2), { cred: { alipayPublicKey: '' } });
	await run('opt bad', upload, rows, { options: { concurrency: 0 } });
	await run('opt bad', upload, rows, { ...cont, options: { timeout: 'abc' } });
	// form
	const form = { mode: 'form' };
	await run('form expr err', upload, rows, { ...form, params: { entityCode: '={{ $json.a.b.c }}' } });
	await run('form expr err', upload, rows, { ...form, ...cont, params: { entityCode: '={{ $json.a.b.c }}' } });
	await run('form expr throws', upload, rows, { ...form, params: { entityCode: "={{ $('Nowhere').item.json.x }}" } });
	await run('form expr throws', upload, rows, { ...form, ...cont, params: { entityCode: "={{ $('Nowhere').item.json.x }}" } });
	await run('form expr syntax', upload, rows.slice(0, 1), { ...form, ...cont, params: { entityCode: '={{ $json. }}' } });
	await run('form toggles', upload, [{ v: 'N' }, { v: '是' }, { v: 0 }, { v: false }, { v: '' }, { v: 'maybe' }].map((x, i) => ({ ...upload.row(i), ...x })), { ...form, ...cont, params: { canBorrow: '={{ $json.v }}', collectRent: '={{ $json.v }}', uploadTime: '={{ $now }}', canBorrowCnt: '={{ 12 }}', longitude: '={{ 120.15 }}', additionalFields: {} } });
	await run('form partial additional', upload, rows.slice(0, 1), { ...form, params: { additionalFields: { addressDesc: 'x', officeHoursDesc: '' } } });
	await run('form empty', upload, [{}], { params: { inputMode: 'form' } });
	await run('form wrong all', upload, [upload.row(1, { longitude: 'a', can_borrow_cnt: '12.5' })], form);
	await run('form all default', sync, [{}], { params: { inputMode: 'form' }, ...cont });
	await run('json syntax', sync, [sync.row(1, { biz_data: '{"a":1,\n"b" 2}' })], { ...form, ...cont });
	await run('json object expr', sync, [{ ...sync.row(1), biz_data: { buyCnt: 3 } }], { ...form, ...cont });
	await run('movieTicket', sync, [sync.row(1)], { ...form, params: { bizDataMode: 'movieTicket', movieTicket: { buyCnt: '={{ 3 }}', startTime: '={{ $now }}', endTime: '', cinemaId: 0, extInfo: '={{ {a:1} }}', orderNo: '="123"' } } });
	await run('movieTicket wrong', sync, [sync.row(1)], { ...form, ...cont, params: { bizDataMode: 'movieTicket', movieTicket: { buyCnt: 'x', startTime: '03/04/2017' } } });
	await run('pairs', sync, [sync.row(1)], { ...form, params: { bizDataMode: 'fields', bizDataFields: { field: [{ name: 'a', value: '1' }, { name: 'b', value: '={{ 2 }}' }, { name: 'c', value: '={{ {x:1} }}' }] } } });
	await run('pairs dup', sync, [sync.row(1)], { ...form, ...cont, params: { bizDataMode: 'fields', bizDataFields: { field: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] } } });
	await run('openId', sync, [{ ...sync.row(1), o: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5' }], { ...form, params: { identifyUserBy: 'openId', openId: '={{ $json.o }}' } });
	await run('custom cat', sync, [sync.row(1)], { ...form, params: { categoryCode: 'custom', customCategoryCode: 'LIVE' } });
	await run('custom cat empty', sync, [sync.row(1)], { ...form, ...cont, params: { categoryCode: 'custom', customCategoryCode: '' } });
	await run('sync cols both ids', sync, [{ ...sync.row(1), open_id: 'abc' }, { ...sync.row(2), user_id: '', open_id: '' }], cont);
	await run('inputMode bad', upload, rows, { params: { inputMode: 'Columns' } });
	} finally { await site.close(); }

});
