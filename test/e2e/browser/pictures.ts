/**
 * The README's pictures, taken by the tests. They go to `docs/images` with `ZHIMA_PICTURES=1` (see
 * `npm run test:e2e -- --pictures`), else to `.cache/e2e/pictures`, where they can be looked at.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { FOLDER, ROOT } from './stage';

const PLACE =
	process.env.ZHIMA_PICTURES === '1' ? path.join(ROOT, 'docs', 'images') : path.join(FOLDER, 'pictures');

/** Fields that hold a private key, or what looks like one, and show it. */
const readableSecrets = async (page: Page): Promise<string[]> =>
	await page.evaluate(() => {
		const isMasked = (input: HTMLInputElement | HTMLTextAreaElement) =>
			input.type === 'password' ||
			getComputedStyle(input).getPropertyValue('-webkit-text-security') === 'disc';
		const inputs = document.querySelectorAll<HTMLInputElement>('input, textarea');
		const shown = [...inputs].filter((input) => !isMasked(input)).map((input) => input.value);
		return [...shown, document.body.innerText].filter((text) => /PRIVATE KEY/.test(text));
	});

/** Takes a picture of a page or of a part of it. Throws where a private key would be on it. */
export const takePicture = async (of: Page | Locator, name: string): Promise<void> => {
	const page = 'page' in of ? of.page() : of;
	if ((await readableSecrets(page)).length > 0) throw new Error(`A key would be seen on ${name}.png`);
	mkdirSync(PLACE, { recursive: true });
	await of.screenshot({ path: path.join(PLACE, `${name}.png`), animations: 'disabled', caret: 'hide' });
};
