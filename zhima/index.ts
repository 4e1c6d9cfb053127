export { borrowEntityUpload } from './apis/zhima.merchant.borrow.entity.upload';
export { dataStateSync } from './apis/zhima.data.state.data.sync';
export { isLuxonDateTime } from './cells/cell';
export { collectHeadings, planColumns, rowFromColumns } from './columns/plan-columns';
export { rowFromForm } from './form/row-from-form';
export { invalidRowKeysOf, namingKeysOf, orderKeysOf, rowKeyOf } from './order-keys';
export { formatIssue, joinSentences, shorten } from './format-issue';
export { readRow } from './read-row';
export type * from './api-types';
