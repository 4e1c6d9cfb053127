/** Where the corpus is made, and where each zone's reading of it is written. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from './reader';

const FOLDER = path.resolve(__dirname, '../../../.cache/e2e/sheets');

export const CORPUS_FOLDER = path.join(FOLDER, 'files');

/** The zones of a server that are tried: n8n's usual one, that of the operators, and one behind UTC with a summer time. */
export const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York'] as const;
export type Zone = (typeof ZONES)[number];

/** In this zone the rows are sent to a gateway; in the others they are checked and shown. */
export const SENDING_ZONE: Zone = 'America/New_York';

export const reportOf = (zone: Zone): string => path.join(FOLDER, `${zone.replace('/', '-')}.json`);

export const readReport = (zone: Zone): Report => JSON.parse(readFileSync(reportOf(zone), 'utf8')) as Report;
