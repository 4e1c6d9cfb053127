/** A chat model on loopback that speaks OpenAI's protocol, calls a tool as its script says, and keeps what it is sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, shut } from '../../../sandbox/gateway/loopback-server';

interface ChatMessage {
	readonly role: string;
	readonly content?: unknown;
}

/** What n8n tells the model of a tool. */
export interface OfferedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: { readonly properties?: Record<string, unknown> };
}

interface ChatRequest {
	readonly messages: readonly ChatMessage[];
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
}

export interface ScriptedModel {
	/** For the credential of n8n's OpenAI nodes. */
	readonly url: string;
	/** The tool as the model was told of it, in the last request. */
	offered(): OfferedTool | undefined;
	/** The responses of the tool, word for word, in the order of the calls. */
	toolResponses(): string[];
	close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
};

const textOf = ({ content }: ChatMessage): string => (typeof content === 'string' ? content : JSON.stringify(content));

const completionOf = (call: object | undefined, turn: number, name: string): object => ({
	id: `turn-${turn}`,
	object: 'chat.completion',
	created: 0,
	model: 'scripted',
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	choices: [
		{
			index: 0,
			finish_reason: call === undefined ? 'stop' : 'tool_calls',
			message:
				call === undefined
					? { role: 'assistant', content: 'done' }
					: {
							role: 'assistant',
							content: null,
							tool_calls: [
								{ id: `call-${turn}`, type: 'function', function: { name, arguments: JSON.stringify(call) } },
							],
						},
		},
	],
});

/** Starts a model that makes one call a turn, with these arguments, and says `done` in the end. */
export const startScriptedModel = async (calls: readonly object[]): Promise<ScriptedModel> => {
	let last: ChatRequest | undefined;
	const responsesIn = (request: ChatRequest | undefined) =>
		(request?.messages ?? []).filter(({ role }) => role === 'tool').map(textOf);
	const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const asked = JSON.parse(await bodyOf(request)) as ChatRequest;
		last = asked;
		const turn = responsesIn(asked).length;
		const completion = completionOf(calls[turn], turn, asked.tools?.[0]?.function.name ?? '');
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
	};
	const server = createServer((request, response) => {
		respond(request, response).catch((error: unknown) => {
			response.writeHead(500).end(String(error));
		});
	});
	const port = await listen(server, 0);
	return {
		url: `http://127.0.0.1:${port}/v1`,
		offered: () => last?.tools?.[0]?.function,
		toolResponses: () => responsesIn(last),
		close: () => shut(server),
	};
};
