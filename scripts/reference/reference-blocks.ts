/**
 * The generated parts of the documents in one language: `tsx scripts/reference/reference-blocks.ts en|zh`
 * prints them as JSON, by name. One process has one language, so make-reference.ts starts this once for each.
 */
import type { Language } from '../../i18n/translate';
import type { Api } from '../../zhima/api-types';

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'parameters' in value && 'businessCodes' in value;

const apiBlocks = async (language: Language): Promise<Record<string, string>> => {
	const { errorCodeTable, memberTable, nameTable, parameterTable } = await import('./api-tables');
	const { formTable } = await import('./field-tables');
	const { formFields } = await import('../../nodes/form/form-fields');
	const apis = Object.values(await import('../../zhima')).filter(isApi);
	return Object.fromEntries(
		apis.flatMap((api) => [
			...[memberTable(api, language)].flatMap((table) => (table === undefined ? [] : [[`members ${api.method}`, table]])),
			[`parameters ${api.method}`, parameterTable(api, language)],
			[`names ${api.method}`, nameTable(api, language)],
			[`form ${api.method}`, formTable(formFields(api), language)],
			[`codes ${api.method}`, errorCodeTable(api, language)],
		]),
	);
};

const fieldBlocks = async (language: Language): Promise<Record<string, string>> => {
	const { fieldTable, optionTable } = await import('./field-tables');
	const { credentialFields } = await import('../../credentials/credential-fields');
	const { optionsField } = await import('../../nodes/form/run-options');
	const options = (optionsField.options ?? []) as Parameters<typeof optionTable>[0];
	return { credential: fieldTable(credentialFields, language), options: optionTable(options, language) };
};

const messageBlocks = async (language: Language): Promise<Record<string, string>> => {
	const tables = await import('./message-tables');
	const { acceptedCells, invalidCells } = await import('./cell-examples');
	const { credentialMessages } = await import('./credential-messages');
	const { requestMessages } = await import('./request-messages');
	const { responseMessages } = await import('./response-messages');
	const { troubleTable } = await import('./troubles');
	const [credential, response] = [await credentialMessages(), await responseMessages()];
	return {
		troubles: troubleTable(credential, response, language),
		'gateway codes': tables.gatewayCodeTable(language),
		'accepted cells': tables.acceptedCellTable(acceptedCells(), language),
		'invalid cells': tables.invalidCellTable(invalidCells(), language),
		'credential messages': tables.messageTable(credential, language),
		'request messages': tables.messageTable(await requestMessages(), language),
		'response messages': tables.rowMessageTable(response, language),
	};
};

const itemBlocks = async (): Promise<Record<string, string>> => {
	const { acceptedItem, notSentItem } = await import('./example-items');
	return { 'accepted item': acceptedItem(), 'not sent item': notSentItem() };
};

const blocksIn = async (language: Language): Promise<Record<string, string>> => {
	// The texts are read in the language that is set when their modules are loaded.
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	const { pictureBlocks } = await import('./pictures');
	return {
		...pictureBlocks(language),
		...(await apiBlocks(language)),
		...(await fieldBlocks(language)),
		...(await messageBlocks(language)),
		...(await itemBlocks()),
	};
};

const [, , language] = process.argv;
if (language !== 'en' && language !== 'zh') throw new Error('Give the language: en or zh');
void blocksIn(language).then((blocks) => process.stdout.write(JSON.stringify(blocks)));
