/**
 * Checks a folder against the rules of n8n's reviewers: `node scripts/package/scan.mjs <folder> <pattern>…`.
 * Prints what `@n8n/scan-community-package` finds; ends with status 1 where it finds anything.
 */
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, ...patterns] = process.argv.slice(2);
const { passed, message, details } = await analyzePackage(folder, patterns);
console.log(passed ? 'passed' : `${message}\n${details ?? ''}`);
process.exitCode = passed ? 0 : 1;
