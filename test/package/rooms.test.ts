/** Which room may take from which (docs/architecture.md): held over every import in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');

interface Room {
	/** Rooms of ours beside itself. `types of` a room: its types alone. */
	readonly mayTake: readonly string[];
	readonly mayTakeTypesOf?: readonly string[];
	readonly libraries: readonly string[];
}

/** `sandbox/` is in two parts: the gateway, and the demo that starts a real n8n against it. */
const ROOMS: Readonly<Record<string, Room>> = {
	i18n: { mayTake: [], libraries: [] },
	alipay: { mayTake: ['i18n'], libraries: ['node:crypto'] },
	zhima: { mayTake: ['i18n'], mayTakeTypesOf: ['alipay'], libraries: ['luxon'] },
	credentials: { mayTake: ['alipay', 'i18n'], libraries: ['n8n-workflow'] },
	nodes: { mayTake: ['alipay', 'zhima', 'i18n'], libraries: ['n8n-workflow'] },
	sandbox: {
		mayTake: ['zhima', 'i18n', 'scripts'],
		libraries: ['iconv-lite', 'jsrsasign', '@e965/xlsx', 'luxon', /^node:/.source],
	},
};

interface Taken {
	readonly from: string;
	readonly what: string;
	readonly isType: boolean;
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
	ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly;

/** What a file imports, statically or when it is needed. */
function takenBy(file: string): Taken[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
	const found: Taken[] = [];
	const visit = (node: ts.Node): void => {
		const isDeclaration = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
		if (isDeclaration && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
			found.push({ from: file, what: node.moduleSpecifier.text, isType: isTypeOnly(node) });
		}
		if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [given] = node.arguments;
			if (ts.isStringLiteral(given)) found.push({ from: file, what: given.text, isType: false });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const filesOf = (room: string): string[] =>
	readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
		.map((name) => path.join(ROOT, room, name));

function isAllowed(room: string, { from, what, isType }: Taken): boolean {
	const { mayTake, mayTakeTypesOf = [], libraries } = ROOMS[room];
	if (!what.startsWith('.')) return libraries.some((each) => new RegExp(`^${each}`).test(what));
	const [target] = path.relative(ROOT, path.resolve(path.dirname(from), what)).split(path.sep);
	return target === room || mayTake.includes(target) || (isType && mayTakeTypesOf.includes(target));
}

it.each(Object.keys(ROOMS))('%s takes from no other room than it may', (room) => {
	const files = filesOf(room);
	expect(files.length).toBeGreaterThan(0);
	const forbidden = files
		.flatMap(takenBy)
		.filter((each) => !isAllowed(room, each))
		.map(({ from, what }) => `${path.relative(ROOT, from)} takes ${what}`);
	expect(forbidden).toEqual([]);
});
