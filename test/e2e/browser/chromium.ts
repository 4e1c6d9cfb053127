/** Debian's Chromium, and how it is started: without a window, and without talking to anybody. */
import { existsSync } from 'node:fs';

export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's binary; `CHROMIUM` in the environment names another. Throws where there is none. */
export const chromiumPath = (): string => {
	const found = [process.env.CHROMIUM ?? '', ...PLACES].find((place) => place !== '' && existsSync(place));
	if (found === undefined) throw new Error('There is no Chromium here: apt-get install chromium fonts-noto-cjk');
	return found;
};
