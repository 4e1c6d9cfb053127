/**
 * Lets a plain process load our nodes' sources: without jest, `….node` means the `….node.json` that stands beside the
 * `….node.ts`. Import this first.
 */
import Module from 'node:module';

type Resolve = (request: string, ...rest: unknown[]) => string;

const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename;

loader._resolveFilename = function (this: unknown, request, ...rest) {
	return resolve.call(this, /\/Zhima\w+\.node$/.test(request) ? `${request}.ts` : request, ...rest);
};
