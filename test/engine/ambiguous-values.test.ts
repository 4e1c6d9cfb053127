/** Values and headings that can mean something else: the sheet or the row is refused, and nothing is sent. */
import type { IDataObject } from 'n8n-workflow';
import { goodRows, parametersFor, sync, upload } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const runUpload = (rows: WorkflowToRun['rows'], onError?: WorkflowToRun['node']['onError']) =>
	runWorkflow({
		rows,
		node: { type: upload.type, parameters: parametersFor(upload, 'columns'), onError },
		credential: site.credential(),
	});

const errorOf = (json: IDataObject): IDataObject => json.error as IDataObject;

describe('a range of times as the upload time', () => {
	it.each(['2026-01-01 09:30-11:30', '2026-01-01 09:00—12:00', '2026-01-01 10:30-1', '2026-01-01 24:00', '2026-01-01T24:00:00'])(
		'%s is refused, and the other rows are sent',
		async (upload_time) => {
			const { outputs } = await runUpload([upload.row(1, { upload_time }), upload.row(2)], 'continueRegularOutput');
			const [refused, accepted] = outputs[0].map(({ json }) => json);
			expect(refused).toMatchObject({ success: false, error: { outcome: 'notSent', field: 'upload_time' } });
			expect(errorOf(refused).message).toContain(`“${upload_time}”`);
			expect(accepted).toMatchObject({ success: true });
			expect(site.forwarder.passed).toHaveLength(1);
		},
	);
});

describe('a range of times in the movie ticket', () => {
	it.each(['2026-01-01 09:30-11:30', '2026-01-01 09:00—12:00'])('%s stops the run', async (startTime) => {
		const parameters = {
			...parametersFor(sync, 'form'),
			bizDataMode: 'movieTicket',
			movieTicket: { buyCnt: 2, startTime, endTime: '2026-01-01 12:00:00' },
		};
		const { error } = await runWorkflow({ rows: [sync.row(1)], node: { type: sync.type, parameters }, credential: site.credential() });
		expect(error?.description).toMatch(/range/);
		expect(site.forwarder.passed).toEqual([]);
	});
});

describe('a note in a heading', () => {
	const renamed = (name: string, heading: string) =>
		goodRows(upload, 3).map(({ [name]: value, ...row }) => ({ ...row, [heading]: value }));

	it.each([
		['upload_time', '上传时间(UTC)', /Beijing time/],
		['upload_time', '上传时间 UTC', /Beijing time/],
		['can_borrow', '是否可借(0可借 1不可借)', /Y \(可借\) and N \(不可借\)/],
		['can_borrow_cnt', '可借数量(百个)', /whole numbers of single items/],
		['longitude', '经度(百度)', /GCJ-02/],
		['longitude', '经度(DDMM.MMMM)', /decimal degrees/],
	])('of %s, %s, is refused once for the sheet', async (name, heading, cure) => {
		const { error } = await runUpload(renamed(name, heading));
		const lines = String(error?.description).split('\n');
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`“${heading}”: The note “`);
		expect(lines[0]).toMatch(cure);
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each([
		['upload_time', '上传时间（必填，北京时间）'],
		['longitude', '经度(°)'],
		['can_borrow_cnt', '可借数量(个)'],
		['can_borrow', '是否可借(Y/N)'],
		['can_borrow', '是否可借(Y:可借,N:不可借)'],
	])('of %s, %s, that says what is assumed anyway is accepted', async (name, heading) => {
		const { outputs, error } = await runUpload(renamed(name, heading));
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.success)).toEqual([true, true, true]);
	});
});
