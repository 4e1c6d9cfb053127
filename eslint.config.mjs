// What ships is held to n8n's own configuration, without exceptions.
// What does not ship has eslint.dev.config.mjs.
export { default } from '@n8n/node-cli/eslint';
