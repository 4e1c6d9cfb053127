import type { INodeProperties } from 'n8n-workflow';

import { t } from '../i18n/translate';

/**
 * Fields that a dropdown shows are never required: while the dropdown is an expression, n8n counts them as shown,
 * and would not save the credential without them. A run and the credential's test say which one is missing.
 */
const withPublicKey = { show: { keyMode: ['publicKey'] } };
const withCertificate = { show: { keyMode: ['certificate'] } };

const certificateField = (
	name: string,
	label: { displayName: string; description: string; placeholder: string },
): INodeProperties => ({
	...label,
	name,
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	displayOptions: withCertificate,
});

const PEM_CERTIFICATE = t({ en: 'e.g. -----BEGIN CERTIFICATE----- …', zh: '例如 -----BEGIN CERTIFICATE----- …' });

/** The credential's dialog. Names and values are public and don't change. */
export const credentialFields: INodeProperties[] = [
	{
		displayName: t({ en: 'Environment', zh: '环境' }),
		name: 'environment',
		type: 'options',
		default: 'production',
		options: [
			{
				name: t({ en: 'Production', zh: '正式环境' }),
				value: 'production',
				description: 'openapi.alipay.com',
			},
			{
				name: t({ en: 'Sandbox', zh: '沙箱环境' }),
				value: 'sandbox',
				description: 'openapi-sandbox.dl.alipaydev.com',
			},
			{
				name: t({ en: 'Custom', zh: '自定义' }),
				value: 'custom',
				description: t({ en: 'A gateway at another address', zh: '自行指定网关' }),
			},
		],
		description: t({
			en: "The Alipay gateway that your app belongs to. Sandbox apps don't exist in production, and production apps don't exist in the sandbox.",
			zh: '应用所属的支付宝网关。沙箱应用与正式应用不能混用。',
		}),
	},
	{
		displayName: t({ en: 'Gateway URL', zh: '网关地址' }),
		name: 'gatewayUrl',
		type: 'string',
		default: '',
		placeholder: t({ en: 'e.g. https://openapi.alipay.com/gateway.do', zh: '例如 https://openapi.alipay.com/gateway.do' }),
		displayOptions: { show: { environment: ['custom'] } },
		description: t({
			en: 'The HTTPS address of the gateway. HTTP is allowed only for localhost.',
			zh: '网关的 HTTPS 地址。仅本机（localhost）可使用 HTTP。',
		}),
	},
	{
		displayName: t({ en: 'App ID', zh: '应用 ID（APPID）' }),
		name: 'appId',
		type: 'string',
		default: '',
		required: true,
		placeholder: t({ en: 'e.g. 2014072300007148', zh: '例如 2014072300007148' }),
		description: t({
			en: 'The APPID of your app in the Alipay console',
			zh: '支付宝开放平台控制台中该应用的 APPID',
		}),
	},
	{
		displayName: t({ en: 'Private Key', zh: '应用私钥' }),
		name: 'privateKey',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		default: '',
		required: true,
		description: t({
			en: "The private key of your app. Paste the file that Alipay's key tool saved as it is, or a PEM text (PKCS#1 or PKCS#8).",
			zh: '应用私钥。支付宝密钥工具保存的内容原样粘贴即可，也可使用 PEM 文本（PKCS#1 或 PKCS#8）。',
		}),
	},
	{
		displayName: t({ en: 'Key Mode', zh: '密钥模式' }),
		name: 'keyMode',
		type: 'options',
		default: 'publicKey',
		options: [
			{ name: t({ en: 'Public Key', zh: '公钥' }), value: 'publicKey' },
			{ name: t({ en: 'Certificate', zh: '证书' }), value: 'certificate' },
		],
		description: t({
			en: 'What you uploaded in the Alipay console: a public key, or certificates',
			zh: '在支付宝开放平台控制台中设置的接口加签方式',
		}),
	},
	{
		displayName: t({ en: 'Alipay Public Key', zh: '支付宝公钥' }),
		name: 'alipayPublicKey',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		displayOptions: withPublicKey,
		description: t({
			en: "The public key of Alipay, not the one of your app. The console shows it after you upload yours. Without it, responses can't be verified.",
			zh: '支付宝公钥（不是应用公钥），上传应用公钥后在控制台中查看。未填写时无法验证响应签名。',
		}),
	},
	certificateField('appCertificate', {
		displayName: t({ en: 'App Certificate', zh: '应用公钥证书' }),
		description: t({
			en: 'The content of appCertPublicKey_….crt, downloaded from the Alipay console',
			zh: '控制台下载的 appCertPublicKey_….crt 文件内容',
		}),
		placeholder: PEM_CERTIFICATE,
	}),
	certificateField('alipayCertificate', {
		displayName: t({ en: 'Alipay Certificate', zh: '支付宝公钥证书' }),
		description: t({
			en: 'The content of alipayCertPublicKey_RSA2.crt, downloaded from the Alipay console',
			zh: '控制台下载的 alipayCertPublicKey_RSA2.crt 文件内容',
		}),
		placeholder: PEM_CERTIFICATE,
	}),
	certificateField('alipayRootCertificate', {
		displayName: t({ en: 'Alipay Root Certificate', zh: '支付宝根证书' }),
		description: t({
			en: 'The whole content of alipayRootCert.crt, which contains several certificates',
			zh: 'alipayRootCert.crt 文件的全部内容（其中包含多张证书）',
		}),
		placeholder: PEM_CERTIFICATE,
	}),
	{
		displayName: t({ en: 'Sign Type', zh: '签名类型' }),
		name: 'signType',
		type: 'options',
		default: 'RSA2',
		options: [
			{ name: t({ en: 'RSA2 (Recommended)', zh: 'RSA2（推荐）' }), value: 'RSA2' },
			{ name: 'RSA', value: 'RSA' },
		],
		description: t({
			en: 'The signature algorithm that is set for your app',
			zh: '应用所设置的签名算法',
		}),
	},
	{
		displayName: t({ en: 'Charset', zh: '字符集' }),
		name: 'charset',
		type: 'options',
		default: 'utf-8',
		options: [
			{ name: 'UTF-8', value: 'utf-8' },
			{ name: 'GBK', value: 'GBK' },
			{ name: 'GB2312', value: 'GB2312' },
		],
		description: t({
			en: 'The character encoding of requests and responses. UTF-8 works for every account.',
			zh: '请求与响应所用的字符集。所有账号均可使用 UTF-8。',
		}),
	},
	{
		displayName: t({ en: 'App Auth Token', zh: '应用授权令牌（app_auth_token）' }),
		name: 'appAuthToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: t({
			en: 'Only for calls on behalf of another merchant: the token that this merchant granted',
			zh: '仅代其他商户调用时填写：该商户授予的令牌',
		}),
	},
	{
		displayName: t({ en: 'Content Encryption Key', zh: '内容加密密钥' }),
		name: 'contentEncryptionKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: t({
			en: 'The AES key from the Alipay console. If set, content is encrypted.',
			zh: '控制台中的接口内容加密（AES）密钥。填写后将加密请求内容。',
		}),
	},
];
