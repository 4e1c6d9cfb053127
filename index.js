'use strict';

/** n8n finds the nodes and the credential by the paths in package.json; this is for those who `require` the package. */
module.exports = {
	...require('./dist/credentials/ZhimaApi.credentials.js'),
	...require('./dist/nodes/ZhimaBorrowEntityUpload/ZhimaBorrowEntityUpload.node.js'),
	...require('./dist/nodes/ZhimaDataStateSync/ZhimaDataStateSync.node.js'),
};
