/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** n8n's editor as a person uses it: where things are, and how they are used. */
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { makeN8nClient, type N8nClient, type WorkflowJson } from '../../../scripts/n8n/n8n-client';
import { readStage, type PackLanguage, type Stage } from './stage';

export const BORROW = 'n8n-nodes-zhima.zhimaBorrowEntityUpload';
export const SYNC = 'n8n-nodes-zhima.zhimaDataStateSync';
/** The whole suite shares one n8n and one browser on a machine that may be slow. */
export const PATIENCE = 180_000;
const STEP_TIMEOUT = 30_000;

/** A control of a form, as it is seen. */
export interface SeenField {
	/** Its path below the node's parameters. */
	readonly name: string;
	readonly label: string;
	readonly control: 'dropdown' | 'toggle' | 'date' | 'code' | 'secret' | 'text';
	readonly value: string | boolean;
	readonly placeholder: string;
}

/** n8n's editor, signed in, and the same n8n by its calls. */
export interface Editor {
	readonly stage: Stage;
	readonly page: Page;
	readonly client: N8nClient;
	readonly url: string;
	readonly close: () => Promise<void>;
}

export const byId = (within: Page | Locator, id: string): Locator =>
	within.locator(`[data-test-id="${id}"]`);

const newPage = async (browser: Browser): Promise<{ context: BrowserContext; page: Page }> => {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		locale: 'en-US',
		timezoneId: 'Asia/Shanghai',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(STEP_TIMEOUT);
	return { context, page: await context.newPage() };
};

/** Signs in on n8n's own page. */
export const signIn = async (page: Page, url: string, login: Stage['n8n']['en']['owner']) => {
	await page.goto(`${url}/signin`);
	await byId(page, 'emailOrLdapLoginId').locator('input').fill(login.email);
	await byId(page, 'password').locator('input').fill(login.password);
	await byId(page, 'form-submit-button').click();
	await page.waitForURL(/\/home\//);
};

/** A new window of the stage's browser, signed in at the n8n that holds the package in that language. */
export const openEditor = async (language: PackLanguage = 'en'): Promise<Editor> => {
	const stage = readStage();
	const { url, owner } = stage.n8n[language];
	const browser = await chromium.connect(stage.browser);
	const { page } = await newPage(browser);
	await signIn(page, url, owner);
	return {
		stage,
		page,
		client: await makeN8nClient(url, owner),
		url,
		close: async () => await browser.close(),
	};
};

/** Opens a stored workflow's canvas, or one of its nodes by id. */
export const openWorkflow = async ({ page, url }: Editor, id: string, nodeId?: string) => {
	await page.goto(`${url}/workflow/${id}${nodeId === undefined ? '' : `/${nodeId}`}`);
	await byId(page, nodeId === undefined ? 'canvas-node' : 'node-parameters').first().waitFor();
};

type ChainNode = Partial<WorkflowJson['nodes'][number]> & { name: string; type: string };

/**
 * Stores a workflow of nodes in a row, each joined to the one before it, and returns its ID. `rows` are
 * pinned to the first node as what it gives.
 */
export const storeChain = async (
	{ client }: Editor,
	name: string,
	nodes: readonly ChainNode[],
	rows?: ReadonlyArray<Record<string, unknown>>,
): Promise<string> => {
	const placed = nodes.map((node, index) => ({
		id: nodeId(index),
		typeVersion: 1,
		position: [index * 220, 0],
		parameters: {},
		...node,
	}));
	const connections = Object.fromEntries(
		placed.slice(1).map((node, index) => [
			placed[index].name,
			{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
		]),
	);
	const pinData = rows === undefined ? {} : { [nodes[0].name]: rows.map((json) => ({ json })) };
	const body = { name, nodes: placed, connections, settings: {}, pinData };
	return (await client.rest<{ id: string }>('POST', 'workflows', body)).id;
};

/** The id that {@link storeChain} gives to the node at an index. */
export const nodeId = (index: number): string =>
	`aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`;

export const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Every visible control of a form, in its order. */
export const readFields = async (form: Locator): Promise<SeenField[]> =>
	await form.evaluate((root) => {
		const isVisible = (element: Element) => element.getClientRects().length > 0;
		const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
		const labelOf = (control: Element) => {
			let around = control.parentElement;
			while (around && !around.querySelector('label .n8n-text')) around = around.parentElement;
			return clean(around?.querySelector('label .n8n-text')?.textContent).replace(/ ?\*$/, '');
		};
		const kindOf = (control: Element) => {
			if (control.querySelector('.el-select')) return 'dropdown' as const;
			if (control.querySelector('.el-switch')) return 'toggle' as const;
			if (control.querySelector('.el-date-editor')) return 'date' as const;
			if (control.querySelector('.cm-editor')) return 'code' as const;
			const input = control.querySelector('input, textarea');
			const isMasked =
				input?.getAttribute('type') === 'password' ||
				(input !== null && getComputedStyle(input).getPropertyValue('-webkit-text-security') === 'disc');
			return isMasked ? ('secret' as const) : ('text' as const);
		};
		return [...root.querySelectorAll('[data-parameter-path]')]
			.filter((control) => isVisible(control))
			.map((control) => {
				const input = control.querySelector<HTMLInputElement>('input, textarea');
				const kind = kindOf(control);
				return {
					name: control.getAttribute('data-parameter-path')!.replace(/^parameters\./, ''),
					label: labelOf(control),
					control: kind,
					value:
						kind === 'toggle'
							? control.querySelector('.is-checked') !== null
							: clean(input?.value ?? control.querySelector('.cm-content')?.textContent),
					placeholder: input?.placeholder ?? '',
				};
			});
	});

/** The node's own form, without the settings behind the other tab. */
export const nodeForm = (page: Page): Locator => byId(page, 'node-parameters').first();

export const field = (page: Page | Locator, name: string): Locator =>
	byId(page, `parameter-input-${name}`).first();

export const fill = async (page: Page | Locator, name: string, text: string): Promise<void> => {
	await field(page, name).locator('input, textarea').first().fill(text);
};

const openOptions = (page: Page): Locator => page.locator('[role="option"]:visible');

/** What a dropdown offers, by the names it shows. */
export const optionsOf = async (page: Page, name: string): Promise<string[]> => {
	await field(page, name).click();
	await openOptions(page).first().waitFor();
	const names = await openOptions(page).evaluateAll((options) =>
		options.map((option) => {
			const title = option.querySelector('.option-headline, [class*="headline"]') ?? option;
			return (title.textContent ?? '').replace(/\s+/g, ' ').trim();
		}),
	);
	await page.keyboard.press('Escape');
	await openOptions(page).first().waitFor({ state: 'hidden' });
	return names;
};

export const choose = async (page: Page, name: string, option: string): Promise<void> => {
	await field(page, name).click();
	await openOptions(page).filter({ hasText: option }).first().click();
	await openOptions(page).first().waitFor({ state: 'hidden' });
};

/** The explanation that appears when the mouse rests on a field's question mark. */
export const descriptionOf = async (page: Page, label: string): Promise<string> => {
	const title = nodeForm(page).locator('label').filter({ has: page.getByText(label, { exact: true }) });
	await title.first().hover();
	await title.first().locator('[class*="infoIcon"] svg').hover();
	const tip = byId(page, 'tooltip-content').last();
	await tip.waitFor();
	const text = (await tip.textContent()) ?? '';
	await page.mouse.move(5, 5);
	await tip.waitFor({ state: 'detached' });
	return text.replace(/\s+/g, ' ').trim();
};

const entriesOf = async (page: Page, collection: string): Promise<Locator> => {
	const item = byId(nodeForm(page), 'parameter-item')
		.filter({ has: page.locator('label').getByText(collection, { exact: true }) })
		.last();
	await byId(item, 'collection-parameter-add').click();
	const entries = page.locator('[data-test-id="collection-parameter-option"]:visible');
	await entries.first().waitFor();
	return entries;
};

/** What can be added to a collection, such as *Options*. */
export const collectionOptions = async (page: Page, collection: string): Promise<string[]> => {
	const entries = await entriesOf(page, collection);
	const names = await entries.allInnerTexts();
	await page.keyboard.press('Escape');
	await entries.first().waitFor({ state: 'hidden' });
	return names.map((name) => name.trim());
};

export const addToCollection = async (
	page: Page,
	collection: string,
	entry: string,
): Promise<void> => {
	const entries = await entriesOf(page, collection);
	await entries.filter({ hasText: entry }).first().click();
	await entries.first().waitFor({ state: 'hidden' });
};

/** Waits for the end of a run that was started from the editor, by what n8n says of it. */
const runEnded = async (page: Page): Promise<'success' | 'error'> => {
	const said = page.locator('.el-notification:visible');
	const fine = said.filter({ hasText: /executed successfully/ });
	const wrong = said.filter({ hasText: /Problem in node|Error in|cannot start/ });
	await fine.or(wrong).first().waitFor({ timeout: 90_000 });
	return (await wrong.count()) > 0 ? 'error' : 'success';
};

/** Closes n8n's passing messages, until none is left. */
export const closeToasts = async (page: Page): Promise<void> => {
	const crosses = page.locator('.el-notification:visible .el-notification__closeBtn');
	while ((await crosses.count()) > 0) {
		await crosses.first().click({ timeout: 2_000 }).catch(() => undefined);
	}
};

/** Runs the open node by its own button. */
export const executeStep = async (page: Page): Promise<'success' | 'error'> => {
	await closeToasts(page);
	await byId(page, 'node-execute-button').click();
	return await runEnded(page);
};

/** Runs the workflow by the canvas's button. */
export const executeWorkflow = async (page: Page): Promise<'success' | 'error'> => {
	await closeToasts(page);
	await byId(page, 'execute-workflow-button').click();
	return await runEnded(page);
};

/** Opens a node from the canvas, so that a run's data stay. */
export const openNode = async (page: Page, name: string): Promise<void> => {
	await byId(page, 'canvas-node').filter({ hasText: name }).first().dblclick();
	await byId(page, 'node-parameters').first().waitFor();
};

export const outputPane = (page: Page): Locator => byId(page, 'output-panel').first();

/** The output's items as JSON text. */
export const outputJson = async (page: Page): Promise<string> => {
	await byId(outputPane(page), 'radio-button-json').click();
	const data = byId(outputPane(page), 'ndv-data-container').filter({ hasText: '{' });
	return await data.first().innerText();
};
