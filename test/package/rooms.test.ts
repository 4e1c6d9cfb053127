/** The rooms of docs/architecture.md, held over every import of the sources: who may import whom, and no cycle. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');

/** The folders whose files are in a room; tests, `docs/` and what is built are not. */
const SOURCES = ['i18n', 'alipay', 'zhima', 'credentials', 'nodes', 'sandbox', 'scripts', 'bench'];

interface Room {
	/** A folder; with `/**` a folder and all below it, with `*` all whose names begin so. */
	readonly name: string;
	/** Other rooms it may import from. */
	readonly rooms: readonly string[];
	/** Rooms of which it may import types alone. */
	readonly typesOf: readonly string[];
	/** Packages; `node:*` means all of Node.js. */
	readonly packages: readonly string[];
}

const quotedIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** A row of the page's table: room, what lives there, rooms, packages. */
function roomOf(line: string): Room {
	const [name, , rooms, packages] = line.split('|').slice(1, -1).map((cell) => cell.trim());
	const [values, types = ''] = rooms.split('types of');
	return {
		name: quotedIn(name)[0],
		rooms: quotedIn(values),
		typesOf: quotedIn(types),
		packages: quotedIn(packages),
	};
}

const ROOMS: readonly Room[] = PAGE.split('\n')
	.filter((line) => /^\| \[`[^`]+`\]\([^)]+\) \|/.test(line))
	.map(roomOf);

const isIn = (room: string, folder: string): boolean => {
	if (room.endsWith('/**')) return folder === room.slice(0, -3) || folder.startsWith(room.slice(0, -2));
	return room.endsWith('*') ? folder.startsWith(room.slice(0, -1)) : folder === room;
};

const roomOfFolder = (folder: string): Room | undefined =>
	ROOMS.filter(({ name }) => isIn(name, folder)).sort((a, b) => b.name.length - a.name.length)[0];

interface Import {
	readonly from: string;
	/** A file of ours, or a package's name. */
	readonly target: string;
	readonly isOurs: boolean;
	readonly isType: boolean;
}

const FILES: readonly string[] = SOURCES.flatMap((folder) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(?:ts|mjs|cjs)$/.test(name) && !/\.d\.m?ts$/.test(name))
		.map((name) => path.posix.join(folder, name)),
);

const candidates = (place: string): string[] => [place, `${place}.ts`, `${place}/index.ts`];

function importOf(from: string, specifier: string, isType: boolean): Import {
	if (!specifier.startsWith('.')) return { from, target: specifier, isOurs: false, isType };
	const place = path.posix.join(path.posix.dirname(from), specifier);
	const target = candidates(place).find((each) => FILES.includes(each)) ?? place;
	return { from, target, isOurs: true, isType };
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const named = node.importClause?.namedBindings;
	return (
		node.importClause?.isTypeOnly === true ||
		(named !== undefined && ts.isNamedImports(named) && !node.importClause?.name && named.elements.length > 0 && named.elements.every((each) => each.isTypeOnly))
	);
};

/** What a file imports: statically, as a type alone, or when it is needed. */
function importsOf(file: string): Import[] {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const found: Import[] = [];
	const visit = (node: ts.Node): void => {
		const isDeclaration = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
		if (isDeclaration && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
			found.push(importOf(file, node.moduleSpecifier.text, isTypeOnly(node)));
		}
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
			found.push(importOf(file, node.argument.literal.text, true));
		}
		if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [given] = node.arguments;
			if (ts.isStringLiteral(given)) found.push(importOf(file, given.text, false));
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const IMPORTS: readonly Import[] = FILES.flatMap(importsOf);

function isAllowed({ from, target, isOurs, isType }: Import): boolean {
	const room = roomOfFolder(path.posix.dirname(from));
	if (room === undefined) return false;
	if (!isOurs) {
		return room.packages.some((name) => (name === 'node:*' ? target.startsWith('node:') : target === name || target.startsWith(`${name}/`)));
	}
	const folder = path.posix.dirname(target);
	const isExit = path.posix.basename(from) === 'index.ts' && folder.startsWith(path.posix.dirname(from));
	if (isIn(room.name, folder) || isExit) return true;
	const allowed = isType ? [...room.rooms, ...room.typesOf] : room.rooms;
	return allowed.some((name) => isIn(name, folder));
}

it('gives every folder of the sources a room in docs/architecture.md', () => {
	const folders = [...new Set(FILES.map((file) => path.posix.dirname(file)))];
	expect(folders.filter((folder) => roomOfFolder(folder) === undefined)).toEqual([]);
	expect(ROOMS.length).toBeGreaterThan(20);
});

it('names no room that is not there', () => {
	const named = ROOMS.flatMap(({ name, rooms, typesOf }) => [name, ...rooms, ...typesOf]);
	const folders = new Set(FILES.map((file) => path.posix.dirname(file)));
	expect(named.filter((name) => ![...folders].some((folder) => isIn(name, folder)))).toEqual([]);
});

it.each(ROOMS.map(({ name }) => name))('%s imports from no other room than it may', (name) => {
	const own = IMPORTS.filter(({ from }) => roomOfFolder(path.posix.dirname(from))?.name === name);
	const forbidden = own.filter((each) => !isAllowed(each)).map(({ from, target }) => `${from} imports ${target}`);
	expect(forbidden).toEqual([]);
});

/** A path of imports that leads back to where it began; undefined where there is none. */
function findCycle(): string[] | undefined {
	const next = new Map<string, string[]>();
	for (const { from, target, isOurs } of IMPORTS) {
		if (isOurs) next.set(from, [...(next.get(from) ?? []), target]);
	}
	const done = new Set<string>();
	const way: string[] = [];
	const visit = (file: string): string[] | undefined => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return undefined;
		way.push(file);
		for (const each of next.get(file) ?? []) {
			const found = visit(each);
			if (found !== undefined) return found;
		}
		way.pop();
		done.add(file);
		return undefined;
	};
	for (const file of FILES) {
		const found = visit(file);
		if (found !== undefined) return found;
	}
	return undefined;
}

it('finds no cycle among the imports, types included', () => {
	expect(IMPORTS.length).toBeGreaterThan(300);
	expect(findCycle()).toBeUndefined();
});

it('finds no file name twice: a name says where one is', () => {
	const names = FILES.map((file) => path.posix.basename(file)).filter((name) => name !== 'index.ts');
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it('finds no folder of more than twenty files', () => {
	const folders = FILES.map((file) => path.posix.dirname(file));
	const crowded = [...new Set(folders)].filter((folder) => folders.filter((each) => each === folder).length > 20);
	expect(crowded).toEqual([]);
});

const TESTED = ['alipay', 'zhima', 'nodes', 'sandbox'];

/** The page's scripts are JavaScript, which the browser loads as it is. */
const sourceFolders = (room: string): Set<string> =>
	new Set(
		readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.[jt]s$/.test(name))
			.map((name) => path.posix.join(room, path.posix.dirname(name))),
	);

it.each(TESTED)('test/%s mirrors the folders of the sources', (room) => {
	const folders = sourceFolders(room);
	const tests = readdirSync(path.join(ROOT, 'test', room), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
	expect(tests.length).toBeGreaterThan(0);
	const elsewhere = tests.filter((name) => !folders.has(path.posix.join(room, path.posix.dirname(name)).replace(/\/\.$/, '')));
	expect(elsewhere).toEqual([]);
});

/** `| question | [file](../file) |` under "Where do I change …?" */
const ANSWERS = [...(PAGE.split(/^## Where do I change/m)[1] ?? '').matchAll(/^\| [^|]+ \| (.+) \|$/gm)].map(([, answer]) => answer);

it('answers thirty questions on where to change something, each with files that are there', () => {
	const rows = ANSWERS.filter((answer) => answer.includes(']('));
	expect(rows.length).toBeGreaterThanOrEqual(30);
	const files = rows.flatMap((answer) => [...answer.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file));
	expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
	expect(files.length).toBeGreaterThanOrEqual(rows.length);
});
