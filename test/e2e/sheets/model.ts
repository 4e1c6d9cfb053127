/** A spreadsheet as a test describes it: what is stored in each cell, what a person sees there, and what that means. */
import type { Call } from '../../engine/adversary/second-reading';

/** A cell. Without `stored`, it holds the text that is seen. */
export interface Cell {
	/** What a person reads in the cell. */
	readonly seen: string;
	/** What the upload documents want for it, where that is spelled in another way; null: nothing is to be sent. */
	readonly sent?: string | null;
	readonly stored?: string | number | boolean;
	/** Excel's number format. */
	readonly format?: string;
	readonly formula?: string;
	/** The formula's result was never saved. */
	readonly uncalculated?: true;
	/** An error value such as #N/A, by its code in Excel's files. */
	readonly error?: number;
	readonly link?: string;
	readonly comment?: string;
	/** Half of the text in another color. */
	readonly rich?: true;
	/** What no node can notice behind n8n's reader, as it is called on the page about it. */
	readonly onlyReaderKnows?: Unnoticed;
}

/** The losses between the file and the node that leave no trace. The page about reading spreadsheets lists each. */
export type Unnoticed = 'merged' | 'error' | 'format' | 'equal headings' | 'hidden' | 'hidden sheet';

export type Row = Readonly<Record<string, Cell | undefined>>;

/** A line of the sheet below its headings. */
export interface Line {
	readonly cells: Row;
	/** Not a row to send: a total, a note, headings again. */
	readonly isAside?: true;
	/** Hidden by hand or by a filter; it is sent nevertheless. */
	readonly isHidden?: true;
	/** A line without anything, which every reader passes over. */
	readonly isBlank?: true;
	/** A line that the reader was told to leave out. */
	readonly isDropped?: true;
}

/** What is to be made into a file. Parameters are named by their documented names. */
export interface Model {
	readonly name: string;
	readonly call: Call;
	/** The heading of each column, by parameter; columns of no parameter have a name of their own. */
	readonly headings: Readonly<Record<string, string>>;
	readonly lines: readonly Line[];
	/** Texts in lines above the headings. */
	readonly above?: ReadonlyArray<readonly string[]>;
	/** Sheets that stand before it. */
	readonly sheetsBefore?: ReadonlyArray<{ readonly name: string; readonly rows: ReadonlyArray<readonly string[]>; readonly isHidden?: true }>;
	/** Merged cells: parameter, first and last of `lines`. */
	readonly merged?: ReadonlyArray<readonly [parameter: string, first: number, last: number]>;
	readonly filter?: true;
	readonly date1904?: true;
	/** A heading that stands twice: the column behind the others, with its cells. */
	readonly again?: { readonly heading: string; readonly cells: readonly string[] };
	/** Programs that do not write or show this as it is described. */
	readonly not?: readonly MadeBy[];
	/** Options of Extract from File. */
	readonly options?: Readonly<Record<string, unknown>>;
	/** Parameters of our node beside its mode. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** The parameter of which columns become members, under their headings. */
	readonly members?: Readonly<Record<string, readonly string[]>>;
}

export type MadeBy = 'library.xlsx' | 'LibreOffice.xlsx' | 'LibreOffice.xls' | 'LibreOffice.ods';
export const MADE_BY: readonly MadeBy[] = ['library.xlsx', 'LibreOffice.xlsx', 'LibreOffice.xls', 'LibreOffice.ods'];

/** A file on the disk, how Extract from File is set for it, and what a person sees in it. */
export interface SheetFile {
	/** Relative to the folder of the corpus. */
	readonly file: string;
	readonly call: Call;
	readonly operation: 'csv' | 'html' | 'ods' | 'xls' | 'xlsx';
	readonly options: Readonly<Record<string, unknown>>;
	readonly headings: Readonly<Record<string, string>>;
	/** The lines that arrive as items, in their order. */
	readonly lines: readonly Line[];
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly members?: Readonly<Record<string, readonly string[]>>;
}

export const text = (seen: string, sent?: string | null): Cell => ({ seen, ...(sent !== undefined && { sent }) });

/** A number with a format. */
export const number = (stored: number, seen: string, format?: string, sent?: string | null): Cell => ({
	seen,
	stored,
	...(format !== undefined && { format }),
	...(sent !== undefined && { sent }),
});

/** Excel's day number of a time, in the 1900 date system. */
export const dayNumber = (time: string): number =>
	Math.round(Date.parse(`${time.replace(' ', 'T')}Z`) / 1000 + 25_569 * 86_400) / 86_400;

/** A date and time cell: stored as a day number. */
export const time = (sent: string, seen: string, format: string): Cell => ({ stored: dayNumber(sent), seen, format, sent });

const two = (value: number): string => String(value).padStart(2, '0');

export const UPLOAD_HEADINGS = {
	category_code: '类目',
	entity_code: '实体编号',
	longitude: '经度',
	latitude: '纬度',
	entity_name: '实体名称',
	collect_rent: '是否收租金',
	can_borrow: '是否可借',
	can_borrow_cnt: '可借数量',
	total_borrow_cnt: '借用总数',
} as const;

export const MORE_HEADINGS = {
	address_desc: '地址',
	office_hours_desc: '营业时间',
	contact_number: '联系电话',
	rent_desc: '租金描述',
	upload_time: '上传时间',
	ext_properties: '扩展信息',
} as const;

export const SYNC_HEADINGS = {
	user_id: '用户ID',
	out_biz_no: '外部订单号',
	out_principal_id: '外部主体id',
	biz_state_code: '状态码',
	category_code: '类目',
	service_id: '服务id',
	biz_data: '业务数据',
} as const;

/** A plain row of the upload: nothing in it can be read in two ways. */
export const cabinet = (index: number, cells: Row = {}): Line => ({
	cells: {
		category_code: text('雨伞', 'umbrella'),
		entity_code: text(`CAB${two(index + 1)}`),
		longitude: number(120.130663 + index, String(Math.round((120.130663 + index) * 1e6) / 1e6)),
		latitude: number(30.259244, '30.259244'),
		entity_name: text(`湖滨机柜 ${index + 1} 号`),
		collect_rent: text('是', 'Y'),
		can_borrow: text('否', 'N'),
		can_borrow_cnt: number(12, '12'),
		total_borrow_cnt: number(20, '20'),
		...cells,
	},
});

/** A plain row of the state sync. */
export const order = (index: number, cells: Row = {}): Line => ({
	cells: {
		user_id: text('2088102146225135'),
		out_biz_no: text(`ORDER${two(index + 1)}`),
		out_principal_id: text(`MOVIE${two(index + 1)}`),
		biz_state_code: text('CONTRACT_STATE_WATCH_MOVIE_BUY'),
		category_code: text('电影', 'WATCH_MOVIE'),
		service_id: text('2019080700000000000001800100'),
		biz_data: text('{"buyCnt":3,"cinemaName":"自由人影城"}'),
		...cells,
	},
});

/** A sheet of the upload whose rows differ in these cells; a column stands where one of the rows has a cell for it. */
export const uploadModel = (name: string, rows: readonly Row[], more: Partial<Model> = {}): Model => {
	const extra = Object.entries(MORE_HEADINGS).filter(([parameter]) => rows.some((row) => parameter in row));
	return {
		name,
		call: 'upload',
		headings: { ...UPLOAD_HEADINGS, ...Object.fromEntries(extra) },
		lines: rows.map((row, index) => cabinet(index, row)),
		...more,
	};
};

export const syncModel = (name: string, rows: readonly Row[], more: Partial<Model> = {}): Model => ({
	name,
	call: 'sync',
	headings: SYNC_HEADINGS,
	lines: rows.map((row, index) => order(index, row)),
	...more,
});
