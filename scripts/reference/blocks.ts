/**
 * The README's tables in one language: `tsx scripts/reference/blocks.ts en|zh` prints them as JSON by
 * name. A process speaks one language only, so scripts/reference/make-reference.ts starts one for each.
 */
import type { Language } from '../../i18n/translate';
import type { Api } from '../../zhima/api-types';

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'parameters' in value && 'businessCodes' in value;

const blocksIn = async (language: Language): Promise<Record<string, string>> => {
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	const tables = await import('./tables');
	const samples = await import('./error-samples');
	const extras = await import('./examples-of-output');
	const { credentialFields } = await import('../../credentials/credential-fields');
	const { optionsField } = await import('../../nodes/form/run-options');
	const { formFields } = await import('../../nodes/form/form-fields');
	const apis = Object.values(await import('../../zhima')).filter(isApi);
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
				[`form ${api.method}`, tables.formTable(formFields(api), language)],
				[`codes ${api.method}`, tables.errorCodeTable(api, language)],
			]),
		),
		'codes gateway': tables.gatewayCodeTable(language),
		'cells understood': tables.cellTable(samples.understoodCells(), language),
		'cells complained': tables.complaintTable(samples.complainedCells(), language),
		'checks credential': tables.toldTable(await samples.toldOfCredentials(), language),
		'checks request': tables.toldTable(await samples.toldOfRequests(), language),
		'checks answer': tables.failureTable(await samples.toldOfFailures(), language),
	};
};

const [, , language] = process.argv;
if (language !== 'en' && language !== 'zh') throw new Error('Give the language: en or zh');
void blocksIn(language).then((blocks) => process.stdout.write(JSON.stringify(blocks)));
