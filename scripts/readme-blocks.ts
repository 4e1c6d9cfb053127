/**
 * The README's tables in one language: `tsx scripts/readme-blocks.ts en|zh` prints them as JSON by
 * name. A process speaks one language only, so scripts/readme.ts starts one for each.
 */
import type { Language } from '../i18n/text';
import type { Api } from '../zhima/types';

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'parameters' in value && 'businessCodes' in value;

const blocksIn = async (language: Language): Promise<Record<string, string>> => {
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	const tables = await import('./tables');
	const samples = await import('./readme-samples');
	const extras = await import('./readme-extras');
	const { credentialFields } = await import('../credentials/fields');
	const { optionsField } = await import('../nodes/shared/options');
	const { formOf } = await import('../nodes/shared/form');
	const apis = Object.values(await import('../zhima')).filter(isApi);
	const options = (optionsField.options ?? []) as Parameters<typeof tables.fieldTable>[0];
	return {
		pictures: extras.pictures(language),
		documents: extras.documents(language),
		'example accepted': extras.acceptedExample(),
		'example notSent': extras.notSentExample(language),
		credential: tables.fieldTable(credentialFields, language),
		options: tables.optionTable(options, language),
		...Object.fromEntries(
			apis.flatMap((api) => [
				[`parameters ${api.method}`, tables.parameterTable(api, language)],
				[`form ${api.method}`, tables.formTable(formOf(api), language)],
				[`codes ${api.method}`, tables.errorCodeTable(api, language)],
			]),
		),
		'codes gateway': tables.gatewayCodeTable(language),
		'cells understood': tables.cellTable(samples.understoodCells(), language),
		'cells complained': tables.complaintTable(samples.complainedCells(), language),
		'checks credential': tables.toldTable(await samples.toldOfCredentials(), language),
		'checks request': tables.toldTable(await samples.toldOfRequests(), language),
		'checks answer': tables.failureTable(samples.toldOfFailures(), language),
	};
};

const [, , language] = process.argv;
if (language !== 'en' && language !== 'zh') throw new Error('Give the language: en or zh');
void blocksIn(language).then((blocks) => process.stdout.write(JSON.stringify(blocks)));
