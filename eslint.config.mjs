// What ships is held to n8n's own configuration, without exceptions.
// What does not ship has eslint.dev.config.mjs.
import { config } from '@n8n/node-cli/eslint';

export default config;
