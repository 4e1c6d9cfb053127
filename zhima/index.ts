export { borrowEntityUpload } from './apis/zhima.merchant.borrow.entity.upload';
export { dataStateSync } from './apis/zhima.data.state.data.sync';
export { isLuxonDateTime } from './cells/cell';
export { collectHeadings, planColumns, rowFromColumns } from './columns';
export { rowFromForm } from './form';
export { orderKeysOf } from './order';
export { describeProblem, joinSentences, shorten } from './problems';
export { readRow } from './read';
export type * from './types';
