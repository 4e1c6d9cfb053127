/** A client of the Model Context Protocol over HTTP, as much of it as calling a tool takes. */

export interface McpTool {
	readonly name: string;
	readonly description: string;
}

export interface McpClient {
	tools(): Promise<McpTool[]>;
	/** The texts of the response, word for word, and whether it is an error. */
	call(name: string, args: object): Promise<{ text: string; isError: boolean }>;
}

interface RpcResponse {
	readonly id?: number;
	readonly result?: Record<string, unknown>;
	readonly error?: { readonly message: string };
}

const PROTOCOL = '2025-03-26';

/** A response is one JSON object, or a stream of events with one in each `data:` line. */
const responsesIn = (text: string): RpcResponse[] =>
	text.startsWith('{')
		? [JSON.parse(text) as RpcResponse]
		: text
				.split('\n')
				.filter((line) => line.startsWith('data:'))
				.map((line) => JSON.parse(line.slice('data:'.length)) as RpcResponse);

/** Opens a session. Throws an Error with the server's words where it does not answer as the protocol says. */
export const connectMcp = async (url: string): Promise<McpClient> => {
	let session: string | undefined;
	let count = 0;
	const post = async (message: object): Promise<string> => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(session !== undefined && { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
			signal: AbortSignal.timeout(60_000),
		});
		session ??= response.headers.get('mcp-session-id') ?? undefined;
		const text = await response.text();
		if (!response.ok) throw new Error(`${url}: status ${response.status}, ${text.slice(0, 300)}`);
		return text;
	};
	const request = async (method: string, params: object): Promise<Record<string, unknown>> => {
		const id = ++count;
		const responses = responsesIn(await post({ id, method, params }));
		const response = responses.find((each) => each.id === id);
		if (response?.result === undefined) throw new Error(`${method}: ${response?.error?.message ?? 'no response'}`);
		return response.result;
	};
	const clientInfo = { name: 'test', version: '1' };
	await request('initialize', { protocolVersion: PROTOCOL, capabilities: {}, clientInfo });
	await post({ method: 'notifications/initialized' });
	return {
		tools: async () => (await request('tools/list', {})).tools as McpTool[],
		call: async (name, args) => {
			const { content, isError } = await request('tools/call', { name, arguments: args });
			const texts = (content as Array<{ text?: string }>).map(({ text }) => text ?? '');
			return { text: texts.join('\n'), isError: isError === true };
		},
	};
};
