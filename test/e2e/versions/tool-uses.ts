/** The node as a tool: of n8n's AI agent, with a chat model that follows a script, and of its MCP server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Check } from '../../../sandbox/demo/compare-with-gateway';
import type { WorkflowJson } from '../../../scripts/n8n/start-n8n';
import { connectMcp, type McpClient } from './mcp-client';
import { startScriptedModel } from './scripted-model';
import { CREDENTIALS, nodeId, START, type Site } from './uses';

const TOOL = 'Zhima tool';

/** The name by which n8n offers a node as a tool. */
const TOOL_NAME = 'Zhima_tool';

/** The fields that are left to the model, as n8n's editor writes it: path, and the name of the argument. */
const LEFT_TO_MODEL = {
	categoryCode: 'Category',
	entityCode: 'Entity_Code',
	longitude: 'Longitude',
	latitude: 'Latitude',
	entityName: 'Entity_Name',
	canBorrow: 'Available_for_Borrowing',
	canBorrowCnt: 'Available_Quantity',
	totalBorrowCnt: 'Total_Quantity',
	uploadTime: 'Upload_Time',
};

const GOOD = {
	Category: 'umbrella',
	Entity_Code: 'TOOL-1',
	Longitude: '120.153576',
	Latitude: '30.287459',
	Entity_Name: '爱心雨伞',
	Available_for_Borrowing: 'Y',
	Available_Quantity: '3',
	Total_Quantity: '12',
	Upload_Time: '2026-11-20 15:34:38',
};

const withoutLongitude = Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== 'Longitude'));

/** Success, a refusal by the gateway, and wrong arguments: one, two of them at once, one that is missing. */
const CALLS = [
	GOOD,
	{ ...GOOD, Entity_Code: 'TOOL-2', Entity_Name: '敏感词机柜' },
	{ ...GOOD, Longitude: '361' },
	{ ...GOOD, Upload_Time: 'next <b>Monday</b>' },
	{ ...GOOD, Category: 'bicycle', Available_Quantity: 'many' },
	withoutLongitude,
];

/** For each call, what its response has to say. */
const SAID: ReadonlyArray<readonly RegExp[]> = [
	[/"success":true/, /"outcome":"accepted"/, /"entity_code":"TOOL-1"/],
	[/INFOSEC_VERIFY_FAILED/, /sensitive/, /Check the name, address, and rent description/],
	[/“Longitude” is “361”/, /between -180 and 180/, /Enter /, /Nothing was sent|row was not sent/],
	[/“Upload Time” is “next .b.Monday..b.”/, /Enter /, /Nothing was sent|row was not sent/],
	[/“Category” is “bicycle”/, /power_bank/, /“Available Quantity” is “many”/, /whole number/],
	[/Longitude/],
];

/** What no response of a tool may hold: HTML, and a count of items. */
const NOT_SAID = /<br|<p>|&[lg]t;|&#|\bitems? \d|\d of \d+ (?:rows|items)|\d+ (?:accepted|refused|not sent)\b/i;

const isSaid = (text: string, index: number): boolean =>
	SAID[index].every((each) => each.test(text)) && !NOT_SAID.test(text);

type OnError = 'stopWorkflow' | 'continueRegularOutput' | undefined;

const toolNode = (onError?: OnError) => ({
	name: TOOL,
	...(onError && { onError }),
	type: 'n8n-nodes-zhima.zhimaBorrowEntityUploadTool',
	typeVersion: 1,
	credentials: CREDENTIALS,
	parameters: Object.fromEntries(
		Object.entries(LEFT_TO_MODEL).map(([field, argument]) => [
			field,
			`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${argument}', \`\`, 'string') }}`,
		]),
	),
});

type Wire = readonly [from: string, kind: string, to: string];

const workflowOf = (name: string, nodes: WorkflowJson['nodes'], wires: readonly Wire[]): WorkflowJson => ({
	name,
	// As n8n's editor stores it; without it an agent goes on before its tool has run.
	settings: { executionOrder: 'v1' },
	nodes: nodes.map((node, index) => ({ id: nodeId(index), position: [index * 220, 0], ...node })),
	connections: Object.fromEntries(
		wires.map(([from, type, node]) => [from, { [type]: [[{ node, type, index: 0 }]] }]),
	),
});

const agentWorkflow = (onError: OnError): WorkflowJson =>
	workflowOf(
		'Agent',
		[
			START,
			{
				name: 'AI Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3,
				parameters: { promptType: 'define', text: 'Upload what you know', options: {} },
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				credentials: { openAiApi: { name: 'Scripted model' } },
			},
			toolNode(onError),
		],
		[
			['Start', 'main', 'AI Agent'],
			['Model', 'ai_languageModel', 'AI Agent'],
			[TOOL, 'ai_tool', 'AI Agent'],
		],
	);

const CASES = ['success', 'a refusal', 'a wrong number', 'a wrong time', 'two wrong arguments', 'an argument that is missing'];

/** One check for each call, whose detail is what was said, word for word. */
const checkResponses = (who: string, responses: readonly string[]): Check[] =>
	CASES.map((what, index) =>
		check(`${who} is told of ${what}`, isSaid(responses[index] ?? '', index), responses[index] ?? 'nothing'),
	);

/**
 * In n8n 2.41 the agent goes on with what a tool's error says. In the older versions the error ends the whole
 * run, of any tool that is not set to continue.
 */
export const onErrorFor = (version: string): OnError =>
	version.localeCompare('2.41', 'en', { numeric: true }) >= 0 ? undefined : 'continueRegularOutput';

/** n8n's agent hands the model what it is told of the tool, and of each call. */
export const checkAgent = async ({ n8n, gateway, credential }: Site, onError: OnError): Promise<Check[]> => {
	gateway.reset();
	const model = await startScriptedModel(CALLS);
	try {
		const openAiApi = await n8n.importCredentials('openAiApi', 'Scripted model', { apiKey: 'none', url: model.url });
		const id = await n8n.importWorkflow(agentWorkflow(onError), { zhimaApi: credential, openAiApi });
		const { status, error } = await n8n.executeWorkflow(id, { timeout: 120 });
		const { description = '', parameters } = model.offered() ?? {};
		const args = Object.keys(parameters?.properties ?? {}).sort();
		const isOffered = /power_bank, umbrella, test.*Y or N.*Beijing time.*Returns JSON/.test(description);
		return [
			check('an agent runs to its end', status === 'success', error ?? status),
			check('an agent is told how values are written', isOffered, description),
			check('an agent is asked for the fields that are left to it', args.join() === Object.values(LEFT_TO_MODEL).sort().join(), args.join()),
			...checkResponses('an agent', model.toolResponses()),
			check('an agent sent what the gateway accepted and refused', gateway.requests.length === 2, `${gateway.requests.length} requests`),
		];
	} finally {
		await model.close();
	}
};

/** A webhook listens a moment after its workflow was published. */
const connectInTime = async (url: string): Promise<McpClient> => {
	for (let tries = 1; ; tries++) {
		try {
			return await connectMcp(url);
		} catch (error) {
			if (tries === 20) throw error;
			await sleep(500);
		}
	}
};

/** n8n's MCP server offers the node as a tool to any client. */
export const checkMcp = async ({ n8n, gateway, credential }: Site): Promise<Check[]> => {
	gateway.reset();
	const trigger = {
		name: 'MCP Server Trigger',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		parameters: { path: 'zhima-tool' },
		webhookId: 'zhima-tool',
	};
	const workflow = workflowOf('MCP', [trigger, toolNode()], [[TOOL, 'ai_tool', trigger.name]]);
	const id = await n8n.importWorkflow(workflow, { zhimaApi: credential });
	await n8n.publish(id);
	const client = await connectInTime(`${n8n.url}/mcp/zhima-tool`);
	const tools = await client.tools();
	const responses: string[] = [];
	for (const args of CALLS) responses.push((await client.call(TOOL_NAME, args)).text);
	const described = tools.map(({ name, description }) => `${name}: ${description}`).join();
	return [
		check('an MCP client is told how values are written', /^Zhima_tool: .*Beijing time/.test(described), described),
		...checkResponses('an MCP client', responses),
	];
};
