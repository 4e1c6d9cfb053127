/** The pictures of the documents. `npm run test:e2e -- --pictures` takes them in a real editor. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Language, Text } from '../../i18n/translate';

const ROOT = path.resolve(__dirname, '../..');

/** By the name of the file in docs/images, without the language. */
const CAPTIONS = {
	credential: { en: 'The credential and its test', zh: '凭证及其测试' },
	'borrow-form': { en: 'The form of Zhima Borrow Entity Upload', zh: '芝麻信用借还实体上传的表单' },
	'sync-form': { en: 'The form of Zhima Data State Sync', zh: '芝麻业务状态数据同步的表单' },
	'movie-ticket': { en: 'Business data for a movie ticket', zh: '用电影票的字段填写业务数据' },
	'columns-mode': { en: 'Columns mapped automatically', zh: '按列名自动匹配' },
	'node-creator': { en: 'The nodes in n8n’s node panel', zh: 'n8n 节点面板中的两个节点' },
	'agent-tool': { en: 'A node as a tool of an AI agent', zh: '节点作为 AI Agent 的工具' },
	result: { en: 'The result of a run', zh: '一次运行的结果' },
	'error-report': { en: 'Invalid rows, and how to fix them', zh: '有误的行及修改建议' },
	'sandbox-page': { en: 'The page of the local gateway', zh: '本地网关的页面' },
} as const satisfies Record<string, Text>;

/** The picture in this language, or the English one where there is no other. A path that begins with `/` is the repository's. */
const picture = (name: keyof typeof CAPTIONS, language: Language): string => {
	const own = `docs/images/${name}-zh.png`;
	const file = language === 'zh' && existsSync(path.join(ROOT, own)) ? own : `docs/images/${name}.png`;
	return `![${CAPTIONS[name][language]}](/${file})`;
};

/** Each picture as its own block. */
export const pictureBlocks = (language: Language): Record<string, string> =>
	Object.fromEntries(
		(Object.keys(CAPTIONS) as Array<keyof typeof CAPTIONS>).map((name) => [`picture ${name}`, picture(name, language)]),
	);
