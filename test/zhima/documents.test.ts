/** Our tables held against the two documents, row by row and in both directions. */
import { borrowEntityUpload, dataStateSync } from '../../zhima';
import type { Api } from '../../zhima';
import documents from './documents.json';

interface DocumentedParameter {
	readonly name: string;
	readonly type: string;
	readonly required: boolean;
	readonly maxLength: number;
	readonly description: string;
	readonly example: string;
}

interface ApiDocument {
	readonly title: string;
	readonly parameters: readonly DocumentedParameter[];
	readonly response: ReadonlyArray<{ readonly name: string; readonly example: string }>;
	readonly errorCodes: ReadonlyArray<Readonly<Record<'code' | 'description' | 'solution', string>>>;
}

/** The words of a text: the documents set half-width punctuation, our tables full-width. */
const words = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

const apis: readonly Api[] = [borrowEntityUpload, dataStateSync];
const documentOf = (api: Api): ApiDocument => documents[api.method as keyof typeof documents];

test('the documents name two calls, and both are there', () => {
	expect(apis.map(({ method }) => method).sort()).toEqual(Object.keys(documents).sort());
	expect(documentOf(borrowEntityUpload).parameters).toHaveLength(15);
	expect(documentOf(dataStateSync).parameters).toHaveLength(7);
});

describe.each(apis.map((api) => [api.method, api] as const))('%s', (_, api) => {
	const document = documentOf(api);
	const ours = new Map(api.parameters.map((parameter) => [parameter.name, parameter]));

	test.each(document.parameters.map((row) => [row.name, row] as const))('%s', (name, row) => {
		const parameter = ours.get(name)!;
		expect({
			name: parameter.name,
			type: 'String',
			required: parameter.required,
			maxLength: parameter.maxLength,
			description: words(parameter.description.zh),
			example: parameter.example,
		}).toEqual({ ...row, description: words(row.description) });
	});

	test('the documented parameters are in the document’s order', () => {
		const documented = new Set(document.parameters.map(({ name }) => name));
		expect(api.parameters.map(({ name }) => name).filter((name) => documented.has(name))).toEqual(
			document.parameters.map(({ name }) => name),
		);
	});

	test('what the document does not have says where it comes from', () => {
		const documented = new Set(document.parameters.map(({ name }) => name));
		const others = api.parameters.filter(({ name }) => !documented.has(name));
		expect(others.filter(({ source }) => source === undefined)).toEqual([]);
		expect(api.parameters.filter(({ name, source }) => source !== undefined && documented.has(name))).toEqual(
			[],
		);
	});

	test('the first Chinese column name or another is a word of the document', () => {
		const text = words(
			[...document.parameters.map(({ description }) => description), ...document.errorCodes.map(({ description, solution }) => description + solution)].join(),
		);
		const strangers = api.parameters
			.filter(({ source }) => source === undefined)
			.filter(({ columnNames }) => !columnNames.some((name) => text.includes(words(name))));
		expect(strangers.map(({ name }) => name)).toEqual([]);
	});

	test('every error code, and no other, with the document’s own words', () => {
		const codes = api.businessCodes.map(({ subCode, message, documented }) => ({
			code: subCode,
			description: words(message.zh),
			solution: documented,
		}));
		expect(codes).toEqual(
			document.errorCodes.map((row) => ({ ...row, description: words(row.description) })),
		);
	});

	test('the parameter that an error code names is the one that the document names', () => {
		for (const { documented, field } of api.businessCodes) {
			const named = [...ours.keys()].find((name) => documented.includes(name));
			expect(field).toBe(named);
		}
	});

	test('what a response must contain to be a success is documented', () => {
		expect(Object.keys(api.success ?? {})).toEqual(document.response.map(({ name }) => name));
		for (const { name, example } of document.response) {
			expect(example.split('/')).toEqual(expect.arrayContaining([...api.success![name]]));
		}
	});

	test('form names are the contract’s: camelCase of the documented ones', () => {
		for (const { name, formName } of api.parameters) {
			expect(formName).toBe(name.replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase()));
		}
	});
});

test('the neighbour’s spelling of the misspelt code is known', () => {
	const code = dataStateSync.businessCodes.find(({ subCode }) => subCode === 'ZMDAT.SERVICE_ID_ERROR');
	expect(code?.aliases).toEqual(['ZMDATA.SERVICE_ID_ERROR']);
});

test('the movie ticket has the members of the document’s example, with their types', () => {
	const { kind, example } = dataStateSync.parameters.find(({ name }) => name === 'biz_data')!;
	const members = kind.type === 'json' ? (kind.documentedMembers ?? []) : [];
	expect(Object.fromEntries(members.map((member) => [member.name, member.example]))).toEqual(
		JSON.parse(example),
	);
	expect(members).toHaveLength(11);
	for (const member of members) {
		expect(member.type === 'number').toBe(typeof member.example === 'number');
		expect(member.type === 'time').toBe(/Time$/.test(member.name));
	}
});
