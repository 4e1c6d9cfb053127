/** The sandbox's own page, in the browser: what arrives is shown, distinguished and explained. */
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { startGateway, type Gateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor } from '../../../sandbox/keys/test-account';
import { makeN8nClient, type N8nClient } from '../../../scripts/n8n/n8n-client';
import { call, SYNC, syncContent, uploadContent } from '../../sandbox/client';
import { BORROW, PATIENCE, START } from './editor';
import { eventually } from './eventually';
import { takePicture } from './pictures';
import { readStage, type Stage } from './stage';

jest.setTimeout(PATIENCE);

interface Place {
	readonly entity_code: string;
	readonly entity_name: string;
	readonly longitude: string;
	readonly latitude: string;
	readonly upload_time?: string;
	readonly category_code?: string;
}

/** The token of another merchant. */
const TOKEN = '202611BBpage';

const HANGZHOU = { longitude: '120.1551', latitude: '30.2741' };
const PLACES: readonly Place[] = [
	{ entity_code: 'HZ001', entity_name: '湖滨银泰 A 口', ...HANGZHOU },
	{ entity_code: 'SH001', entity_name: '人民广场 3 号口', longitude: '121.4737', latitude: '31.2304' },
	{ entity_code: 'BJ001', entity_name: '国贸商城 B1', longitude: '116.4614', latitude: '39.9087' },
	{ entity_code: 'GZ001', entity_name: '体育西路 D 口', longitude: '113.3213', latitude: '23.1317' },
	{ entity_code: 'CD001', entity_name: '春熙路 2 号口', longitude: '104.0810', latitude: '30.6570', category_code: 'power_bank' },
	{ entity_code: 'XA001', entity_name: '钟楼 E 口', longitude: '108.9470', latitude: '34.2590', category_code: 'power_bank' },
	{ entity_code: 'UR001', entity_name: '大巴扎 1 号门', longitude: '87.6168', latitude: '43.8256' },
];

let stage: Stage;
let gateway: Gateway;
let browser: Browser;
let page: Page;

const byTestId = (id: string): Locator => page.getByTestId(id);
const rows = (): Locator => byTestId('requests').locator('tbody tr');
const row = (number: number): Locator => byTestId('requests').locator(`tr[data-number="${number}"]`);
const mark = (number: number): Locator => byTestId('map').locator(`[data-number="${number}"]`);
const countOf = async (tile: string): Promise<string> => await byTestId(`tile-${tile}`).locator('strong').innerText();
const reasonText = async (): Promise<string> => await byTestId('reason').innerText();

const upload = async (changes: Partial<Place> & Record<string, unknown> = {}): Promise<void> => {
	await call({ keys: stage.keys, gateway }, { content: uploadContent(changes) }).catch(() => undefined);
};

const sync = async (changes: Record<string, unknown>): Promise<void> => {
	await call({ keys: stage.keys, gateway }, { method: SYNC, content: syncContent(changes) });
};

/** Waits until the page shows as many requests as the gateway has received. */
const untilShown = async (count: number): Promise<void> => {
	await page.waitForFunction(
		(wanted) => document.querySelector('[data-testid="tile-all"] strong')?.textContent === wanted,
		String(count),
	);
};

/** Six in force, one replaced by a newer one, two refused, one lost; newest last. */
const sendAMixture = async (): Promise<void> => {
	for (const place of PLACES) await upload({ ...place });
	await upload({ ...PLACES[0], entity_name: '湖滨银泰 A 口（新）', upload_time: '2017-01-02 10:00:00' });
	await upload({ ...PLACES[1], entity_code: 'SH002', longitude: '31.2304', latitude: '121.4737' });
	await sync({ out_biz_no: 'FAIL' });
	gateway.setFaults([{ kind: 'reset', when: 'before', to: 1 }]);
	await upload({ ...PLACES[2], entity_code: 'BJ002' });
	gateway.setFaults([]);
	await untilShown(11);
};

const CREDENTIAL = { zhimaApi: { name: 'Sandbox page' } };

/** A node's code that makes that many rows, by the documented names. */
const rowsFrom = (count: number): string =>
	`return Array.from({ length: ${count} }, (_, index) => ({ json: {
		...${JSON.stringify(uploadContent())},
		entity_code: 'WF' + index,
		longitude: String(105 + index), latitude: '30.5',
	} }));`;

const runUploads = async (client: N8nClient, count: number): Promise<string> => {
	const data = credentialFor(gateway, stage.keys);
	const credential = await client.importCredentials('zhimaApi', 'Sandbox page', { ...data });
	const workflow = {
		name: 'Sandbox page',
		nodes: [
			{ ...START, id: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
			{ name: 'Rows', type: 'n8n-nodes-base.code', id: 'rows', typeVersion: 2, position: [220, 0], parameters: { jsCode: rowsFrom(count) } },
			{
				name: 'Upload',
				type: BORROW,
				id: 'upload',
				typeVersion: 1,
				position: [440, 0],
				parameters: { inputMode: 'columns', options: { concurrency: 1, maxPerSecond: 5 } },
				credentials: CREDENTIAL,
			},
		],
		connections: {
			[START.name]: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
			Rows: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] },
		},
	};
	const id = await client.importWorkflow(workflow, { zhimaApi: credential });
	const { status, error } = await client.executeWorkflow(id);
	return error ?? status;
};

beforeAll(async () => {
	stage = readStage();
	const options = gatewayOptionsFor(stage.keys);
	gateway = await startGateway({
		...options,
		apps: options.apps.map((app) => ({ ...app, appAuthTokens: [TOKEN] })),
	});
	browser = await chromium.connect(stage.browser);
});

afterAll(async () => {
	await browser.close();
	await gateway.close();
});

beforeEach(async () => {
	gateway.reset();
	const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-US', reducedMotion: 'reduce' });
	page = await context.newPage();
	await page.goto(gateway.pageUrl);
	await byTestId('live').getByText('Live').waitFor();
});

afterEach(async () => {
	await page.context().close();
});

it('says where to point a credential, and waits', async () => {
	await eventually(async () => expect(await byTestId('address').innerText()).toBe(gateway.url));
	await eventually(async () => {
		expect(await page.locator('#empty').innerText()).toContain('Waiting for the first request');
	});
	await eventually(async () => expect(await countOf('all')).toBe('0'));
	await eventually(async () => expect(await rows().count()).toBe(0));
});

it('shows requests in the table and on the map as they arrive', async () => {
	await upload({ ...PLACES[0] });
	await mark(1).waitFor();
	await eventually(async () => {
		expect(await row(1).innerText()).toMatch(/Entity upload\s+湖滨银泰 A 口\s*Umbrella · HZ001\s+Accepted/);
	});
	await upload({ ...PLACES[1] });
	await row(2).waitFor();
	// Both are near each other on a map of China.
	await page.locator('#view-all').click();
	await mark(2).waitFor();
	await eventually(async () => expect(await rows().first().getAttribute('data-number')).toBe('2'));
	await eventually(async () => expect(await countOf('accepted')).toBe('2'));
	const centre = async (number: number) => {
		const box = await mark(number).boundingBox();
		return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
	};
	const [hangzhou, shanghai] = [await centre(1), await centre(2)];
	expect(shanghai.x).toBeGreaterThan(hangzhou.x);
	expect(shanghai.y).toBeLessThan(hangzhou.y);
});

it('distinguishes accepted, replaced, refused and lost requests, and filters by them', async () => {
	await sendAMixture();
	await eventually(async () => {
		const counts = await Promise.all(['all', 'accepted', 'replaced', 'refused', 'lost'].map(countOf));
		expect(counts).toEqual(['11', '7', '1', '2', '1']);
	});
	const numbersOf = async (tile: string) => {
		await byTestId(`tile-${tile}`).click();
		const numbers = await rows().evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-number'))));
		await byTestId(`tile-${tile}`).click();
		return numbers;
	};
	await eventually(async () => expect(await numbersOf('replaced')).toEqual([1]));
	await eventually(async () => expect(await numbersOf('refused')).toEqual([10, 9]));
	await eventually(async () => expect(await numbersOf('lost')).toEqual([11]));
	await eventually(async () => expect(await rows().count()).toBe(11));
});

it('shows a request’s fields, and at the wrong one why it was refused', async () => {
	await upload({ ...PLACES[0], entity_name: '' });
	await row(1).click();
	const details = byTestId('details');
	await eventually(async () => expect(await reasonText()).not.toBe(''));
	const wrong = details.locator('.term.wrong');
	await eventually(async () => expect(await wrong.locator('dt').innerText()).toBe('entity_name'));
	await eventually(async () => expect(await wrong.locator('em').innerText()).toBe((await reasonText()).split('\n')[0]));
	await eventually(async () => {
		const names = await details.locator('dl').first().locator('dt').allInnerTexts();
		expect([...names].sort()).toEqual(Object.keys(uploadContent()).sort());
	});
	await eventually(async () => expect(await details.innerText()).toContain('40004'));
	await page.keyboard.press('Escape');
	await eventually(async () => expect(await details.innerText()).toContain('Select a request'));
	await eventually(async () => expect(await byTestId('reason').count()).toBe(0));
});

it('groups near points with their number, and takes a group apart by a click', async () => {
	for (const [index, longitude] of ['120.10', '120.15', '120.20'].entries()) {
		await upload({ ...PLACES[0], entity_code: `G${index}`, longitude, entity_name: index === 1 ? '' : '柜' });
	}
	await untilShown(3);
	const group = byTestId('map').locator('.group');
	await eventually(async () => expect(await group.locator('text').textContent()).toBe('3'));
	await eventually(async () => expect(await group.getAttribute('aria-label')).toBe('3 points here Accepted 2, Refused 1'));
	await group.click({ force: true });
	// Points at equal distances come apart into one and a pair first: the pair is clicked as well.
	await eventually(async () => {
		if ((await group.count()) > 0) await group.first().click({ force: true, timeout: 1_000 }).catch(() => undefined);
		expect(await group.count()).toBe(0);
	});
	await mark(1).waitFor();
	await mark(2).waitFor();
	await mark(3).waitFor();
});

it('lists the requests of one place, by mouse and by keyboard', async () => {
	await upload({ ...PLACES[0] });
	await upload({ ...PLACES[0], entity_code: 'HZ002', entity_name: '湖滨银泰 B 口' });
	await untilShown(2);
	await byTestId('map').focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	const list = page.locator('#place-list button');
	await eventually(async () => expect(await list.count()).toBe(2));
	await page.keyboard.press('ArrowDown');
	const second = await page.evaluate(() => document.activeElement?.textContent ?? '');
	await page.keyboard.press('Enter');
	await eventually(async () => expect(await byTestId('details').innerText()).toContain(second.slice(0, 8)));
	await eventually(async () => expect(await page.locator('#place-list').isHidden()).toBe(true));
});

it('goes from point to point with the arrow keys', async () => {
	await upload({ ...PLACES[6] });
	await upload({ ...PLACES[0] });
	await untilShown(2);
	await byTestId('map').focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowLeft');
	const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-number'));
	await eventually(async () => expect(await focused()).toBe('1'));
	await page.keyboard.press('ArrowRight');
	await eventually(async () => expect(await focused()).toBe('2'));
	await page.keyboard.press('Enter');
	await eventually(async () => expect(await byTestId('details').innerText()).toContain('#2'));
	await eventually(async () => expect(await byTestId('map').locator(':focus').getAttribute('data-number')).toBe('2'));
});

it('draws land and lakes, and names of cities that don’t run into each other or into the points', async () => {
	await sendAMixture();
	await page.locator('#map .land').waitFor({ state: 'attached' });
	await page.locator('#map .lakes').waitFor({ state: 'attached' });
	const boxes = await page.evaluate(() =>
		[...document.querySelectorAll('.cities text, .points > *')].map((each) => {
			const { left, right, top, bottom } = each.getBoundingClientRect();
			return { isName: each.tagName === 'text', left, right, top: top + 2, bottom: bottom - 2 };
		}),
	);
	const names = boxes.filter(({ isName }) => isName);
	expect(names.length).toBeGreaterThan(15);
	const meetings = names.flatMap((name) =>
		boxes.filter(
			(other) =>
				other !== name && name.left < other.right && other.left < name.right && name.top < other.bottom && other.top < name.bottom,
		),
	);
	expect(meetings).toEqual([]);
});

it('counts credential tests apart, and filters by category, merchant and time of day', async () => {
	await upload({ ...PLACES[0], category_code: 'power_bank' });
	await upload({ ...PLACES[1] });
	await call({ keys: stage.keys, gateway }, { content: {} });
	await call(
		{ keys: stage.keys, gateway },
		{ content: uploadContent({ ...PLACES[2] }), parameters: { app_auth_token: TOKEN } },
	);
	await untilShown(4);
	await eventually(async () => expect(await countOf('test')).toBe('1'));
	await eventually(async () => expect(await countOf('refused')).toBe('0'));
	await byTestId('category').selectOption({ label: 'Power bank' });
	await eventually(async () => expect(await rows().count()).toBe(1));
	await eventually(async () => expect(await countOf('accepted')).toBe('1'));
	await byTestId('clear-filters').click();
	await byTestId('merchant').selectOption('2');
	await eventually(async () => expect(await rows().first().getAttribute('data-number')).toBe('4'));
	await eventually(async () => expect(await rows().count()).toBe(1));
	await row(4).click();
	await eventually(async () => expect(await byTestId('details').innerText()).toContain('Merchant 2 (app'));
	expect(await page.content()).not.toContain(TOKEN);
	await byTestId('clear-filters').click();
	await eventually(async () => expect(await rows().count()).toBe(4));
	const bar = byTestId('day').locator('.bar:has(.fill[style*="100%"])');
	await bar.first().click();
	await eventually(async () => expect(await byTestId('from').inputValue()).toMatch(/^\d\d:00$/));
	await eventually(async () => expect(await byTestId('clear-filters').isVisible()).toBe(true));
	await byTestId('clear-filters').click();
	const hour = Number((await row(1).locator('td').nth(1).innerText()).slice(0, 2));
	await byTestId('from').fill(`${String((hour + 3) % 24).padStart(2, '0')}:00`);
	await byTestId('to').fill(`${String((hour + 5) % 24).padStart(2, '0')}:00`);
	await eventually(async () => expect(await rows().count()).toBe(0));
});

it('keeps no place for details in a narrow window, and folds them away', async () => {
	await page.setViewportSize({ width: 400, height: 800 });
	await upload({ ...PLACES[0], entity_name: '' });
	await untilShown(1);
	const details = byTestId('details');
	await eventually(async () => expect(await details.isHidden()).toBe(true));
	await row(1).click();
	await eventually(async () => expect(await byTestId('reason').isVisible()).toBe(true));
	await byTestId('fold').click();
	await eventually(async () => expect(await byTestId('reason').isHidden()).toBe(true));
	await eventually(async () => expect((await details.boundingBox())!.height).toBeLessThan(70));
	await byTestId('fold').click();
	await eventually(async () => expect(await byTestId('reason').isVisible()).toBe(true));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(400);
});

it('shows 20,000 requests, and few marks for them', async () => {
	const [template] = await (async () => {
		await upload({ ...PLACES[0] });
		return gateway.settled;
	})();
	const all = gateway.settled as (typeof template)[];
	for (let n = 1; n < 20_000; n += 1) {
		const bizContent = {
			...template.bizContent,
			entity_code: `M${n}`,
			longitude: String(75 + ((n * 7919) % 6000) / 100),
			latitude: String(5 + ((n * 104_729) % 4800) / 100),
		};
		all.push({ ...template, number: n + 1, bizContent });
	}
	await page.waitForFunction(() => document.querySelector('[data-testid="tile-all"] strong')?.textContent === '20,000');
	const marks = await page.locator('.points > *').count();
	expect(marks).toBeLessThan(500);
	await page.locator('#zoom-in').click();
	await byTestId('search').fill('M19999');
	await eventually(async () => expect(await rows().count()).toBe(1));
});

it('opens a request from its point on the map, and says that it was replaced', async () => {
	await upload({ ...PLACES[0] });
	await upload({ ...PLACES[0], longitude: '121.0', upload_time: '2017-01-02 10:00:00' });
	await untilShown(2);
	await page.locator('#view-all').click();
	await mark(1).click({ force: true });
	await eventually(async () => {
		expect(await byTestId('details').innerText()).toContain('Accepted; later replaced by a newer one');
	});
	await mark(2).click({ force: true });
	await eventually(async () => {
		expect(await byTestId('details').innerText()).toContain('Accepted; replaced the earlier one');
	});
	await eventually(async () => expect(await row(2).getAttribute('class')).toBe('chosen'));
});

it('finds requests by what they say', async () => {
	await sendAMixture();
	await byTestId('search').fill('BJ00');
	await page.waitForFunction(() => document.querySelectorAll('#rows tr').length === 2);
	await byTestId('search').fill('国贸');
	await eventually(async () => expect(await rows().count()).toBe(2));
	await byTestId('search').fill('nothing of the kind');
	await eventually(async () => expect(await page.locator('#empty').innerText()).toContain('No matching requests'));
	await byTestId('search').fill('');
	await eventually(async () => expect(await rows().count()).toBe(11));
});

it('switches to Chinese, including reasons, and remembers it', async () => {
	await sendAMixture();
	await row(9).click();
	const english = await reasonText();
	await byTestId('language').click();
	await eventually(async () => expect(await page.locator('h1').innerText()).toBe('支付宝本地沙箱网关'));
	await eventually(async () => expect(await byTestId('tile-refused').innerText()).toContain('已拒绝'));
	await eventually(async () => {
		const chinese = await reasonText();
		expect(chinese).toMatch(/[一-鿿]/);
		expect(chinese.split('\n')[0]).not.toBe(english.split('\n')[0]);
		const shown = await page.locator('body').innerText();
		expect(shown).not.toMatch(/Accepted|Refused|Replaced|Received|Search|Clear|Content|Protocol/);
	});
	await page.reload();
	await untilShown(11);
	await eventually(async () => expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN'));
	await byTestId('language').click();
	await eventually(async () => expect(await page.locator('h1').innerText()).toBe('Alipay sandbox gateway'));
});

it('forgets everything when it is cleared, once that is confirmed', async () => {
	await upload();
	await untilShown(1);
	page.once('dialog', (dialog) => void dialog.dismiss());
	await byTestId('reset').click();
	await eventually(async () => expect(await countOf('all')).toBe('1'));
	page.once('dialog', (dialog) => void dialog.accept());
	await byTestId('reset').click();
	await untilShown(0);
	expect(gateway.requests).toEqual([]);
});

it('makes the gateway fail, and stops it again', async () => {
	await byTestId('fault').selectOption({ label: 'Every third: invalid signature' });
	await page.waitForFunction(() => document.querySelector('#fault')?.classList.contains('on'));
	for (let sent = 0; sent < 3; sent++) await upload({ entity_code: `F${sent}` });
	await untilShown(3);
	await row(3).click();
	await eventually(async () => expect(await reasonText()).toContain('signed with another key'));
	await byTestId('fault').selectOption({ label: 'None' });
	await page.waitForFunction(() => !document.querySelector('#fault')?.classList.contains('on'));
});

it('follows along while a workflow runs', async () => {
	const { url, owner } = stage.n8n.en;
	const running = runUploads(await makeN8nClient(url, owner), 15);
	await row(1).waitFor();
	const early = Number(await countOf('accepted'));
	expect(await running).toBe('success');
	expect(early).toBeLessThan(15);
	await untilShown(15);
	await eventually(async () => expect(await countOf('accepted')).toBe('15'));
	await row(15).waitFor();
	await byTestId('search').fill('WF14');
	await mark(15).waitFor();
});

it('is in the pictures', async () => {
	await sendAMixture();
	await row(9).click();
	await page.evaluate(() => window.scrollTo(0, 0));
	await takePicture(page, 'sandbox-page');
	await byTestId('language').click();
	await takePicture(page, 'sandbox-page-zh');
});
