/**
 * Fills the tables in README.md and README.zh-CN.md: whatever stands between `<!-- table: NAME -->`
 * and `<!-- /table -->` is replaced by the table of that name (scripts/reference/blocks.ts).
 *
 *   tsx scripts/reference/make-reference.ts           writes
 *   tsx scripts/reference/make-reference.ts --check   writes nothing; ends with status 1 where a file is not up to date
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const FILES = { en: 'README.md', zh: 'README.zh-CN.md' } as const;

const BLOCK = /(<!-- table: ([^>]+?) -->\n)[\s\S]*?(<!-- \/table -->)/g;

const blocksIn = (language: keyof typeof FILES): Record<string, string> =>
	JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'blocks.ts'), language], {
			cwd: ROOT,
			encoding: 'utf8',
		}),
	) as Record<string, string>;

const filled = (text: string, blocks: Record<string, string>, file: string): string => {
	const used = new Set<string>();
	const result = text.replace(BLOCK, (_, head: string, name: string, foot: string) => {
		if (blocks[name] === undefined) {
			throw new Error(`${file}: there is no table "${name}"; choose one of ${Object.keys(blocks).join(', ')}`);
		}
		used.add(name);
		return `${head}\n${blocks[name]}\n\n${foot}`;
	});
	const unused = Object.keys(blocks).filter((name) => !used.has(name));
	if (unused.length > 0) throw new Error(`${file} has no place for: ${unused.join(', ')}`);
	return result;
};

const stale: string[] = [];
for (const [language, file] of Object.entries(FILES)) {
	const place = path.join(ROOT, file);
	const text = readFileSync(place, 'utf8');
	const wanted = filled(text, blocksIn(language as keyof typeof FILES), file);
	if (wanted === text) continue;
	stale.push(file);
	if (!process.argv.includes('--check')) writeFileSync(place, wanted);
}

if (process.argv.includes('--check') && stale.length > 0) {
	console.error(`Not up to date: ${stale.join(', ')}. Run: npx tsx scripts/reference/make-reference.ts`);
	process.exitCode = 1;
}
