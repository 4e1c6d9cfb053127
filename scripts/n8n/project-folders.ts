/** The project's folder, and where installed programs and logs are kept in it. */
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
export const CACHE = path.join(ROOT, '.cache');
export const LOGS = path.join(CACHE, 'logs');
