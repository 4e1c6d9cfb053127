/**
 * Leaves the words of texts out of mutation: a sentence can be worded in many ways, and the language tests
 * check the texts. Only the words are left out: a text that contains a decision stays in, and so does every
 * decision between two texts.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const DECISIONS = new Set([
	'ConditionalExpression',
	'LogicalExpression',
	'BinaryExpression',
	'UnaryExpression',
	'OptionalMemberExpression',
	'OptionalCallExpression',
	'ArrowFunctionExpression',
	'FunctionExpression',
]);

const isMethodCall = ({ type, callee }) =>
	type === 'CallExpression' && callee.type === 'MemberExpression';

/** Whether anything in the node decides or computes, beyond naming values and calling functions. */
function decides(node) {
	if (Array.isArray(node)) return node.some(decides);
	if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return false;
	if (DECISIONS.has(node.type) || isMethodCall(node)) return true;
	return Object.entries(node).some(([key, value]) => !/Comments$/.test(key) && decides(value));
}

const isWords = ({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral';

/** `{ en, zh }`, both of them words. */
const isText = (node) =>
	node.type === 'ObjectExpression' &&
	node.properties.length === 2 &&
	['en', 'zh'].every((language, index) => {
		const { key, value } = node.properties[index];
		return key?.name === language && value !== undefined && isWords(value);
	});

export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'texts', {
		shouldIgnore({ node, parentPath }) {
			const isWhole = isText(node) && !decides(node);
			const isPlainPart =
				isWords(node) &&
				!decides(node) &&
				parentPath?.isObjectProperty() === true &&
				isText(parentPath.parent);
			return isWhole || isPlainPart ? 'A text; the language tests check it' : undefined;
		},
	}),
];
