import type { Locator } from 'playwright-core';
import { makeKeyPair } from '../../../sandbox/keys/test-account';
import { byId, choose, closeToasts, field, fill, openEditor, optionsOf, PATIENCE, readFields, type Editor } from './editor';
import { eventually } from './eventually';
import { takePicture } from './pictures';
import { chooseTexts } from './words';

jest.setTimeout(PATIENCE);

const TYPE = { en: 'Zhima API', 'zh-CN': '芝麻信用 API' } as const;

const openNewCredential = async ({ page, url }: Editor, type: string): Promise<Locator> => {
	await page.goto(`${url}/home/credentials/create`);
	await byId(page, 'new-credential-type-select').click();
	await page.keyboard.type(type);
	await byId(page, 'new-credential-type-select-option').filter({ hasText: type }).click();
	await byId(page, 'new-credential-type-button').click();
	const dialog = byId(page, 'credential-edit-dialog');
	await dialog.waitFor();
	return dialog;
};

interface Given {
	gatewayUrl?: string;
	appId?: string;
	privateKey?: string;
	alipayPublicKey?: string;
}

/** Fills the dialog in, the stage's own account where nothing else is given. */
const fillIn = async (editor: Editor, custom: string, given: Given = {}): Promise<void> => {
	const { page, stage } = editor;
	await choose(page, 'environment', custom);
	for (const name of ['gatewayUrl', 'appId', 'privateKey', 'alipayPublicKey'] as const) {
		await fill(page, name, given[name] ?? stage.credential[name]);
	}
};

/** Turns a field to an expression by the switch that is there while the mouse is over it, and types it. */
const giveExpression = async (dialog: Locator, name: string, expression: string): Promise<void> => {
	const item = field(dialog, name).locator('xpath=ancestor::*[.//*[@data-test-id="radio-button-expression"]][1]');
	await item.hover();
	await byId(item, 'radio-button-expression').first().click();
	await field(dialog, name).locator('.cm-content').fill(expression);
};

const SUCCESS = 'credentials-config-container-test-success';

/** Saves, which tests, and returns what the dialog says: `fine`, or the reason. */
const saveAndTest = async ({ page }: Editor, dialog: Locator): Promise<string> => {
	await byId(page, 'credential-save-button').click();
	const wrong = dialog.getByText('Couldn’t connect with these settings');
	const fine = byId(dialog, SUCCESS);
	await wrong.or(fine).filter({ visible: true }).first().waitFor();
	if (await fine.isVisible()) return 'fine';
	await dialog.getByText('More details').click();
	const reason = dialog.locator('.el-tag--danger:visible [class*="_details"]');
	return (await reason.innerText()).replace(/\s+/g, ' ').trim();
};

describe.each(['en', 'zh-CN'] as const)('the credential’s dialog (%s)', (language) => {
	const t = chooseTexts(language);
	let editor: Editor;
	let dialog: Locator;

	beforeAll(async () => {
		editor = await openEditor(language);
	});

	afterAll(async () => {
		await editor.close();
	});

	beforeEach(async () => {
		dialog = await openNewCredential(editor, TYPE[language]);
	});

	it('asks for what an account consists of, secrets masked', async () => {
		const fields = await readFields(dialog);
		const own = fields.filter(({ name }) => name !== 'allowedHttpRequestDomains');
		expect(own.map(({ name, control }) => `${name} ${control}`)).toEqual([
			'environment dropdown',
			'appId text',
			'privateKey secret',
			'keyMode dropdown',
			'alipayPublicKey text',
			'signType dropdown',
			'charset dropdown',
			'appAuthToken secret',
			'contentEncryptionKey secret',
		]);
		expect(own.map(({ label }) => label)).toEqual([
			t('Environment', '环境'),
			t('App ID', '应用 ID（APPID）'),
			t('Private Key', '应用私钥'),
			t('Key Mode', '密钥模式'),
			t('Alipay Public Key', '支付宝公钥'),
			t('Sign Type', '签名类型'),
			t('Charset', '字符集'),
			t('App Auth Token', '应用授权令牌（app_auth_token）'),
			t('Content Encryption Key', '内容加密密钥'),
		]);
		expect(own.filter(({ control }) => control === 'dropdown').map(({ value }) => value)).toEqual([
			t('Production', '正式环境'),
			t('Public Key', '公钥'),
			t('RSA2 (Recommended)', 'RSA2（推荐）'),
			'UTF-8',
		]);
		const { page } = editor;
		expect(await optionsOf(page, 'charset')).toEqual(['UTF-8', 'GBK', 'GB2312']);
		expect(await optionsOf(page, 'signType')).toEqual([t('RSA2 (Recommended)', 'RSA2（推荐）'), 'RSA']);
		expect(await optionsOf(page, 'environment')).toEqual([
			t('Production', '正式环境'),
			t('Sandbox', '沙箱环境'),
			t('Custom', '自定义'),
		]);
	});

	it('shows the gateway’s address for one’s own gateway only, and certificates in their mode only', async () => {
		const { page } = editor;
		const names = async () => (await readFields(dialog)).map(({ name }) => name);
		await choose(page, 'environment', t('Sandbox', '沙箱环境'));
		await eventually(async () => expect(await names()).not.toContain('gatewayUrl'));
		await choose(page, 'environment', t('Custom', '自定义'));
		await eventually(async () => expect(await names()).toContain('gatewayUrl'));
		await choose(page, 'keyMode', t('Certificate', '证书'));
		await eventually(async () => {
			const inCertificateMode = await names();
			expect(inCertificateMode).toEqual(
				expect.arrayContaining(['appCertificate', 'alipayCertificate', 'alipayRootCertificate']),
			);
			expect(inCertificateMode).not.toContain('alipayPublicKey');
		});
	});

	it('turns green with the right keys', async () => {
		const { page } = editor;
		await fillIn(editor, t('Custom', '自定义'));
		expect(await saveAndTest(editor, dialog)).toBe('fine');
		await closeToasts(page);
		await takePicture(byId(page, 'editCredential-modal'), t('credential', 'credential-zh'));
	});

	it('is saved with expressions for the environment and the key mode, and asks for nothing that they may not need', async () => {
		const { page, client, stage } = editor;
		const stored = async () => await client.rest<Array<{ id: string }>>('GET', 'credentials');
		const before = new Set((await stored()).map(({ id }) => id));
		await giveExpression(dialog, 'environment', '{{ "production" }}');
		await giveExpression(dialog, 'keyMode', '{{ "publicKey" }}');
		for (const name of ['appId', 'privateKey', 'alipayPublicKey'] as const) await fill(page, name, stage.credential[name]);
		await byId(page, 'credential-save-button').click();
		await eventually(async () => {
			const added = (await stored()).filter(({ id }) => !before.has(id));
			expect(added).toHaveLength(1);
			const { data } = await client.rest<{ data: object }>('GET', `credentials/${added[0].id}?includeData=true`);
			expect(data).toMatchObject({
				environment: expect.stringMatching(/^=.*production/),
				keyMode: expect.stringMatching(/^=.*publicKey/),
				appId: stage.credential.appId,
			});
		});
		expect(await dialog.locator('.has-issues:visible').count()).toBe(0);
	});

	it.each<{ what: string; given: (editor: Editor) => Given; said: readonly [en: RegExp, zh: RegExp] }>([
		{
			what: 'a public key pasted as the private one',
			given: ({ stage }) => ({ privateKey: stage.keys.app.publicKey }),
			said: [/This is a public key\. Paste the private key/, /公钥/],
		},
		{
			what: 'the application’s own public key in place of Alipay’s',
			given: ({ stage }) => ({ alipayPublicKey: stage.keys.app.publicKey }),
			said: [/"Alipay Public Key" contains your app's own public key.*matches the private key/, /应用公钥.*私钥/],
		},
		{
			what: 'a private key in place of Alipay’s public key',
			given: () => ({ alipayPublicKey: makeKeyPair().privateKey }),
			said: [/This is a private key\. Paste Alipay's public key/, /私钥/],
		},
		{
			what: 'a private key cut short',
			given: ({ stage }) => ({ privateKey: stage.keys.app.privateKey.slice(0, 900) }),
			said: [/"Private Key" is incomplete/, /“应用私钥”不完整/],
		},
		{
			what: 'an app id that the gateway does not know',
			given: () => ({ appId: '2021000000009999' }),
			said: [/app id/i, /应用|APPID|App ID/],
		},
		{
			what: 'a private key that is not the application’s',
			given: () => ({ privateKey: makeKeyPair().privateKey }),
			said: [/private key doesn't match the public key/i, /密钥|私钥/],
		},
		{
			what: 'a public key that is not Alipay’s',
			given: () => ({ alipayPublicKey: makeKeyPair().publicKey }),
			said: [/Copy the Alipay public key/, /支付宝公钥/],
		},
		{
			what: 'an address that nobody listens at',
			given: () => ({ gatewayUrl: 'http://127.0.0.1:1/gateway.do' }),
			said: [/127\.0\.0\.1:1|reached|reachable/, /127\.0\.0\.1:1|网关/],
		},
		{
			what: 'an address without https',
			given: () => ({ gatewayUrl: 'http://gateway.example.com/gateway.do' }),
			said: [/https/, /https/],
		},
	])('says what is the matter with $what', async ({ given, said }) => {
		await fillIn(editor, t('Custom', '自定义'), given(editor));
		const reason = await saveAndTest(editor, dialog);
		expect(reason).toMatch(said[language === 'en' ? 0 : 1]);
		expect(reason).not.toMatch(/<\/?[a-z]+|&[a-z]+;|undefined|\[object/);
	});
});
