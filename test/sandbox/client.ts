/** A small client of the gateway for the tests, in which everything can be made wrong. */
import { constants, createSign, createVerify } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import iconv from 'iconv-lite';
import { startGateway, type Gateway, type GatewayOptions } from '../../sandbox/gateway/gateway';
import {
	gatewayOptionsFor,
	makeSandboxKeys,
	SANDBOX_APP_ID,
	type SandboxKeys,
} from '../../sandbox/keys/test-account';
import { javaCharacters } from '../fixtures/java-gbk';

// Making keys takes long on a busy machine.
jest.setTimeout(60_000);

export const UPLOAD = 'zhima.merchant.borrow.entity.upload';
export const SYNC = 'zhima.data.state.data.sync';

export const uploadContent = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
	product_code: 'w1010100000000002858',
	category_code: 'umbrella',
	entity_code: '2016000100010011',
	longitude: '83.66',
	latitude: '5.87',
	entity_name: '爱心雨伞',
	address_desc: '杭州市西湖区文三路478号',
	office_hours_desc: '09:00—22:00',
	contact_number: '0571-26888888',
	collect_rent: 'Y',
	rent_desc: '5元/小时',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2017-01-01 15:34:38',
	...changes,
});

export const syncContent = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
	user_id: '2088开头',
	out_biz_no: '外部业务订单统一编号',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: '{"buyCnt":3,"cinemaAdderess":"杭华街","extInfo":"json"}',
	...changes,
});

export interface Sandbox {
	readonly keys: SandboxKeys;
	readonly gateway: Gateway;
}

export const startSandbox = async (options: Partial<GatewayOptions> = {}): Promise<Sandbox> => {
	const keys = makeSandboxKeys();
	const gateway = await startGateway({ ...gatewayOptionsFor(keys), ...options });
	return { keys, gateway };
};

export interface CallOptions {
	method?: string;
	/** An object becomes JSON. */
	content?: unknown;
	/** In place of the proper parameters; undefined takes one away. Signed. */
	parameters?: Record<string, string | undefined>;
	/** In place of the signed ones, after signing. */
	afterSigning?: Record<string, string>;
	privateKey?: string;
	at?: Date;
	/** What `charset` says, unless the parameters say otherwise, and what the bytes are in. */
	charset?: string;
	place?: 'split' | 'query' | 'body';
	httpMethod?: string;
	contentType?: string;
	rawBody?: Buffer;
	ca?: string;
}

export interface Reply {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly bytes: Buffer;
	readonly text: string;
}

const TABLES = { GBK: javaCharacters('GBK'), GB2312: javaCharacters('GB2312') };

/** The character's bytes as Java writes them; `?` where the charset has none. */
const javaBytes = (character: string, charset: string): Buffer => {
	if (character < '\x80' || charset === 'utf-8') return Buffer.from(character, 'utf8');
	const table = TABLES[charset.toUpperCase() as keyof typeof TABLES];
	return table.get(character) ?? Buffer.from('?');
};

/** The text as Java's `getBytes` writes it, from the facts alone. */
export const encodeAsJava = (text: string, charset: string): Buffer =>
	Buffer.concat([...text].map((character) => javaBytes(character, charset)));

/** As Java's URLEncoder: of a character beyond ASCII every byte is escaped, also one that is a letter's. */
const percentEncode = (text: string, charset: string): string =>
	[...text]
		.map((character) =>
			/[A-Za-z0-9_.~-]/.test(character)
				? character
				: javaBytes(character, charset).toString('hex').replace(/../g, '%$&'),
		)
		.join('');

const encodePairs = (pairs: [string, string][], charset: string): string =>
	pairs.map(([name, value]) => `${name}=${percentEncode(value, charset)}`).join('&');

export const beijing = (date: Date): string =>
	new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export const send = (
	url: string,
	options: {
		method?: string;
		headers?: Record<string, string>;
		body?: string | Buffer;
		ca?: string;
	},
): Promise<Reply> =>
	new Promise((resolve, reject) => {
		const open = url.startsWith('https:') ? httpsRequest : httpRequest;
		const { method = 'POST', headers, body, ca } = options;
		const request = open(url, { method, headers, ca, agent: false }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				const bytes = Buffer.concat(chunks);
				const charset =
					/charset=([\w-]+)/.exec(response.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
				const text = iconv.decode(bytes, iconv.encodingExists(charset) ? charset : 'utf-8');
				resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text });
			});
		});
		request.on('error', reject);
		request.end(body);
	});

/** Calls the gateway as a proper client, except for what the options change. */
export const call = async (
	{ keys, gateway }: Sandbox,
	options: CallOptions = {},
): Promise<Reply> => {
	const { charset = 'utf-8', place = 'split', method = UPLOAD } = options;
	const content = options.content ?? uploadContent();
	const wanted: Record<string, string | undefined> = {
		app_id: SANDBOX_APP_ID,
		method,
		format: 'JSON',
		charset,
		sign_type: 'RSA2',
		timestamp: beijing(options.at ?? new Date()),
		version: '1.0',
		biz_content: typeof content === 'string' ? content : JSON.stringify(content),
		...options.parameters,
	};
	const given = Object.entries(wanted).filter(
		(pair): pair is [string, string] => pair[1] !== undefined,
	);
	const signed = given.filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1));
	const text = signed.map(([name, value]) => `${name}=${value}`).join('&');
	const algorithm = wanted.sign_type === 'RSA' ? 'RSA-SHA1' : 'RSA-SHA256';
	const sign = createSign(algorithm)
		.update(encodeAsJava(text, charset))
		.sign(
			{ key: options.privateKey ?? keys.app.privateKey, padding: constants.RSA_PKCS1_PADDING },
			'base64',
		);
	const withSign = { sign, ...Object.fromEntries(given), ...options.afterSigning };
	const pairs = Object.entries(withSign).filter(([, value]) => value !== '');
	const inQuery = pairs.filter(
		([name]) => place === 'query' || (place === 'split' && name !== 'biz_content'),
	);
	const inBody = pairs.filter((pair) => !inQuery.includes(pair));
	const query = inQuery.length > 0 ? `?${encodePairs(inQuery, charset)}` : '';
	return send(`${gateway.url}${query}`, {
		method: options.httpMethod ?? 'POST',
		headers: {
			'content-type': options.contentType ?? `application/x-www-form-urlencoded;charset=${charset}`,
		},
		body: options.rawBody ?? encodePairs(inBody, charset),
		ca: options.ca,
	});
};

/** The object within a response. */
export const response = ({ text }: Pick<Reply, 'text'>): Record<string, string> => {
	const parsed = JSON.parse(text) as Record<string, Record<string, string>>;
	const name = Object.keys(parsed).find((key) => key.endsWith('_response'));
	return parsed[name ?? ''];
};

/** Whether the response's `sign` fits the bytes of its response object, which must be the first member. */
export const isSigned = (
	{ bytes }: Reply,
	alipayPublicKey: string,
	algorithm = 'RSA-SHA256',
): boolean => {
	const text = bytes.toString('latin1');
	const sign = /,"sign":"([^"]+)"\}$/.exec(text)?.[1];
	const start = text.indexOf('_response":') + '_response":'.length;
	const end = text.search(/,"(alipay_cert_sn|sign)":"[^"]+"/);
	if (sign === undefined) return false;
	return createVerify(algorithm)
		.update(bytes.subarray(start, end))
		.verify(alipayPublicKey, sign, 'base64');
};
