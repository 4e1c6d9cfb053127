import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { createOptionValues, mayDependOnRow } from '../../../nodes/input/option-values';

it.each<[string, boolean]>([
	['={{ 5 }}', false],
	['={{ 2 + 3 }}', false],
	['={{ $vars.limit }}', false],
	['={{ $env["LIMIT"] ?? 5 }}', false],
	['={{ $secrets.vault.token }}', false],
	['={{ $now.hour > 8 ? 10 : 5 }}', false],
	['={{ $json.limit }}', true],
	['={{ $vars[$json.name] }}', true],
	['={{ $itemIndex }}', true],
	["={{ $('Rows').item.json.limit }}", true],
	["={{ $('Rows').first().json.limit }}", true],
	['={{ $input.item.json.limit }}', true],
	['={{ $node["Rows"].json.limit }}', true],
	['={{ $parameter.options.timeout }}', true],
	["={{ $fromAI('limit') }}", true],
	['={{ this["$" + "json"].limit }}', true],
	['={{ $something.new }}', true],
])('mayDependOnRow says of %s: %s', (expression, expected) => {
	expect(mayDependOnRow(expression)).toBe(expected);
});

const contextWith = (options: INodeParameters | string, evaluated: (index: number) => unknown) => {
	const asked: number[] = [];
	const context = {
		getNode: () => ({ parameters: { options } }),
		getNodeParameter: (_name: string, index: number) => {
			asked.push(index);
			return evaluated(index);
		},
	} as unknown as IExecuteFunctions;
	return { context, asked };
};

const items = [{ json: { token: 'a' } }, { json: { token: 'b' } }];

it('asks n8n neither for a fixed value nor for a path, and for an expression without a part of a row once', () => {
	const { context, asked } = contextWith(
		{ timeout: 5, appAuthToken: '={{ $json.token }}', concurrency: '={{ $vars.limit }}' },
		() => 7,
	);
	const values = createOptionValues(context, items);
	expect([0, 1].map((index) => values.at('timeout', index))).toEqual([5, 5]);
	expect([0, 1].map((index) => values.at('appAuthToken', index))).toEqual(['a', 'b']);
	expect([0, 1].map((index) => values.at('concurrency', index))).toEqual([7, 7]);
	expect(values.at('dryRun', 0)).toBeUndefined();
	expect(asked).toEqual([0]);
});

it('reads options that are one expression for each row, and refuses what is no object', () => {
	const { context } = contextWith('={{ JSON.parse($json.all) }}', (index) => (index === 0 ? { timeout: 3 } : 'text'));
	const values = createOptionValues(context, items);
	expect([values.isExpression('timeout'), values.dependsOnRow('timeout')]).toEqual([true, true]);
	expect([values.at('timeout', 0), values.isGiven('dryRun', 0)]).toEqual([3, false]);
	expect(() => values.at('timeout', 1)).toThrow('"Options" isn\'t valid');
});
