/**
 * Fills in the generated parts of README*.md and docs/**: the text between `<!-- generated: NAME -->`
 * and `<!-- /generated -->` is replaced by the block of that name (scripts/reference/reference-blocks.ts).
 * Chinese pages are README.zh-CN.md and docs/zh-CN/.
 *
 *   npm run reference              writes
 *   npm run reference -- --check   writes nothing; exits with 1 if a page is out of date
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../i18n/translate';

const ROOT = path.resolve(__dirname, '../..');
const CHINESE = 'docs/zh-CN';
/** A generated part, or a block of code, in which the marks are an example. */
const PART = /(<!-- generated: ([^>]+?) -->\n)[\s\S]*?(<!-- \/generated -->)|^( *)```[\s\S]*?^\4```$/gm;

/** The Markdown files of a folder, with `/` between their folders on every system. */
const pagesIn = (folder: string): string[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
		.sort();

const pagesOf = (language: Language): string[] =>
	language === 'zh'
		? ['README.zh-CN.md', ...pagesIn(CHINESE)]
		: ['README.md', ...pagesIn('docs').filter((page) => !page.startsWith(`${CHINESE}/`))];

const blocksIn = (language: Language): Record<string, string> =>
	JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'reference-blocks.ts'), language], {
			cwd: ROOT,
			encoding: 'utf8',
		}),
	) as Record<string, string>;

/** Paths from the repository's root (`/docs/…`) as the page needs them. */
const relativeTo = (page: string, block: string): string =>
	block.replace(/\]\(\/([^)]+)\)/g, (_, file: string) => `](${path.posix.relative(path.posix.dirname(page), file)})`);

const filledIn = (page: string, text: string, blocks: Record<string, string>, used: Set<string>): string =>
	text.replace(PART, (found, start: string | undefined, name: string, end: string) => {
		if (start === undefined) return found;
		if (blocks[name] === undefined) {
			throw new Error(`${page}: there is no block "${name}"; choose one of ${Object.keys(blocks).join(', ')}`);
		}
		used.add(name);
		return `${start}\n${relativeTo(page, blocks[name])}\n\n${end}`;
	});

/** Fills in all pages of a language. Returns those that were out of date. */
const updatePages = (language: Language, isCheck: boolean): string[] => {
	const blocks = blocksIn(language);
	const used = new Set<string>();
	const outOfDate = pagesOf(language).filter((page) => {
		const file = path.join(ROOT, page);
		const text = readFileSync(file, 'utf8');
		const wanted = filledIn(page, text, blocks, used);
		if (wanted !== text && !isCheck) writeFileSync(file, wanted);
		return wanted !== text;
	});
	const unused = Object.keys(blocks).filter((name) => !used.has(name));
	if (unused.length > 0) throw new Error(`No page (${language}) has a place for: ${unused.join(', ')}`);
	return outOfDate;
};

const isCheck = process.argv.includes('--check');
const outOfDate = (['en', 'zh'] as const).flatMap((language) => updatePages(language, isCheck));
if (isCheck && outOfDate.length > 0) {
	console.error(`Not up to date: ${outOfDate.join(', ')}. Run: npm run reference`);
	process.exitCode = 1;
}
