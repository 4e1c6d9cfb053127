/**
 * An API is data: one table of parameters. The form, the checks, the column names, both languages and
 * the reference pages are made from it. See docs/adding-an-api.md.
 *
 * A row's way: columns or form fields → RawRow (by documented name) → `readRow` → Reading.
 */
import type { ResponseRules, Charset } from '../alipay/protocol-types';
import type { Text } from '../i18n/translate';

/** How a parameter is read from a cell and checked. */
export type Kind =
	| { readonly type: 'text' }
	| {
			/** A code, kept unchanged. `shape` says in words what `pattern` requires. */
			readonly type: 'identifier';
			readonly pattern?: RegExp;
			readonly shape?: Text;
	  }
	| {
			readonly type: 'choice';
			readonly options: readonly ChoiceOption[];
			/** The form's text field for values other than the options. */
			readonly customField?: string;
	  }
	| {
			readonly type: 'flag';
			/** The document's own words for Y and for N, e.g. 可借 and 不可借. */
			readonly yes?: readonly string[];
			readonly no?: readonly string[];
	  }
	| {
			readonly type: 'count';
			/** The documented name of the count that this one is a part of. Exceeding it gets a hint. */
			readonly partOf?: string;
	  }
	| {
			readonly type: 'coordinate';
			readonly min: number;
			readonly max: number;
			readonly china: readonly [number, number];
			/** The documented name of the other coordinate of the point. */
			readonly partner: string;
	  }
	| { readonly type: 'time'; readonly emptyIsNow: boolean }
	| { readonly type: 'officeHours' }
	| { readonly type: 'phone' }
	| {
			readonly type: 'json';
			/** The members in the document's example, with their types. A misspelled one gets a hint. */
			readonly documentedMembers?: readonly JsonMember[];
			/** Ways to enter the object in the form other than JSON text. */
			readonly formModes?: JsonFormModes;
	  };

export interface ChoiceOption {
	readonly value: string;
	readonly label: Text;
	/** Words in a cell that mean this value, e.g. the document's Chinese word. */
	readonly aliases?: readonly string[];
}

export interface JsonMember {
	readonly name: string;
	readonly type: 'string' | 'number' | 'time';
	readonly label: Text;
	/** Column names other than the documented one: the form's Chinese label, in a build of either language. */
	readonly columnNames: readonly string[];
	readonly description: Text;
	readonly example: string | number;
	/** A value as people write it, where the document's example is a description of one. */
	readonly sample?: string;
	/** A number that names something: a leading zero is a digit of it, and may not get lost. */
	readonly isId?: boolean;
	/** A text that holds JSON itself: an object or a list is written as such. */
	readonly isJson?: boolean;
}

export interface JsonFormModes {
	/** The form's dropdown, e.g. `bizDataMode`. */
	readonly selector: string;
	/** The dropdown in `columns` mode for the columns that the object comes from, e.g. `bizDataFrom`. */
	readonly columnsSelector: string;
	/** The form's list of name and value pairs. */
	readonly pairs: string;
	/** The form's group of documented members; its name is also the selector's value. */
	readonly members: string;
	readonly membersLabel: Text;
}

export interface Parameter {
	/** The documented name. */
	readonly name: string;
	/** The form's name (contract.md). */
	readonly formName: string;
	/** Column names other than the documented name and its camelCase: the document's own Chinese words. */
	readonly columnNames: readonly string[];
	/**
	 * Names that others publish the same thing under, where nothing else can be meant. A column with a
	 * documented name goes before them. Why each is here: docs/column-names.md.
	 */
	readonly synonyms?: readonly string[];
	/** Names that may be its, or something else's: not read, but named where the parameter has no column. */
	readonly doubtfulNames?: readonly string[];
	readonly required: boolean;
	/** In UTF-16 code units, as Java counts a String's length. Infinity = the document sets no limit. */
	readonly maxLength: number;
	readonly kind: Kind;
	readonly label: Text;
	/** The document's description, in both languages. */
	readonly description: Text;
	/** The document's example value, as written there. */
	readonly example: string;
	/** A value as people write it, where the document's example is a description of one. */
	readonly sample?: string;
	/** The form's initial value. */
	readonly default?: string | boolean | number;
	/** Whether the field is under Additional Fields. */
	readonly additional?: boolean;
	/** Exactly one parameter of the group is given. The form has a dropdown for it (a key of `Api.groups`). */
	readonly oneOf?: string;
	/** The only value that the document allows. An empty cell or a missing column means it. */
	readonly fixed?: string;
	/** Whether it says when the content was sent and nothing about it: no part of the fingerprint. */
	readonly isTimeOfSending?: boolean;
	/** Where the parameter is known from, if it isn't in the document's table. */
	readonly source?: string;
}

export interface OneOfGroup {
	/** The form's dropdown, e.g. `identifyUserBy`. */
	readonly selector: string;
	readonly label: Text;
	readonly description: Text;
}

/** A column that holds longitude and latitude. */
export interface PointColumn {
	/** The documented names of both. */
	readonly longitude: string;
	readonly latitude: string;
	readonly columnNames: readonly string[];
	/** Names that may also hold an address: not worth a word beside a column for each coordinate. */
	readonly synonyms: readonly string[];
}

export interface Api extends ResponseRules {
	readonly method: string;
	readonly label: Text;
	readonly description: Text;
	readonly parameters: readonly Parameter[];
	readonly groups?: Readonly<Record<string, OneOfGroup>>;
	/** The place, where one column may hold both coordinates. */
	readonly point?: PointColumn;
	/**
	 * Lists of parameters whose values name what a row is about. Rows with one in common are sent in row order.
	 * The last parameter of a list names the thing; those before it say whose or what kind of thing it is.
	 */
	readonly orderKeys: readonly (readonly string[])[];
	/** What one row is, for messages: "entity", "state". */
	readonly rowNoun: Text;
}

/** A row's values by documented name, as they came. */
export type RawRow = Readonly<Record<string, unknown>>;

/** What is wrong with one cell. All texts are in the language of the build. */
export interface Issue {
	/** The documented name. */
	readonly field: string;
	/** The column's heading, or the form's label. Empty = the whole row or sheet. */
	readonly heading: string;
	/** The value as it came, shortened for a message. Undefined for an empty cell. */
	readonly value?: string;
	/** What is wrong. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
}

/** What a row becomes: the business content in the documents' order, or all its issues. */
export type Reading =
	| { readonly ok: true; readonly content: Record<string, string>; readonly hints: readonly string[] }
	| {
			readonly ok: false;
			readonly issues: readonly Issue[];
			/** The values of the cells that could be read, by documented name; missing where none was looked at. */
			readonly readable?: Readonly<Record<string, string>>;
	  };

/** What a Date stands for: an instant, the clock that a cell shows, or one of several clocks. */
export type DateOrigin = 'instant' | 'wallClock' | 'changed';

/** What a reading needs besides the row. */
export interface ReadContext {
	/** The time that an empty cell means. */
	readonly now: Date;
	/** Documented name → the sheet's own heading. Without it the form's labels are used. */
	readonly headings?: Readonly<Record<string, string>>;
	/** Parameters with one value for all rows, which don't keep a row from being empty. */
	readonly fixed?: ReadonlySet<string>;
	/** Parameters whose objects are made of columns, of whose names is spoken once for the sheet. */
	readonly composed?: ReadonlySet<string>;
	/** The charset's name, for the issue with a character that it lacks. */
	readonly charset?: Charset;
	/** The first character of the text that the charset lacks. */
	readonly unencodable?: (text: string) => string | undefined;
	/** What a Date of this row stands for. Without it every Date is an instant. */
	readonly originOf?: (date: Date) => DateOrigin;
}

/** The column that holds both coordinates, and China's ranges, which tell them apart. */
export interface PointPlan extends Pick<PointColumn, 'longitude' | 'latitude'> {
	readonly heading: string;
	readonly china: Readonly<Record<'longitude' | 'latitude', readonly [number, number]>>;
}

/** A value that the operator gives in place of a column. */
export interface GivenValue {
	/** What messages call it. */
	readonly heading: string;
	/** The form's label. */
	readonly label: string;
	/** The path into the row that it is read from; none for a fixed value or an expression. */
	readonly path?: readonly string[];
}

/** What the operator sets beside the sheet. */
export interface ColumnSettings {
	/** Documented name → the value given in place of a column. */
	readonly given: ReadonlyMap<string, GivenValue>;
	/** Columns that the values given are read from. */
	readonly used: ReadonlySet<string>;
	/** What stands beside the columns of a record, as its ID does: it is no member of an object. */
	readonly outside?: ReadonlySet<string>;
	/** Documented name → the columns that an object comes from; one column where nothing is set. */
	readonly objectsFrom?: ReadonlyMap<string, string>;
	/** Each row's merchant is given otherwise than by a column. */
	readonly isTokenGiven?: boolean;
}

/** A column that is a member of an object. */
export interface ObjectMember {
	readonly heading: string;
	/** The member's name, as it is sent. */
	readonly name: string;
	/** How the documents describe it. */
	readonly member?: JsonMember;
}

/** The columns that an object is made of. */
export interface ObjectColumns {
	readonly parameter: Parameter;
	readonly members: readonly ObjectMember[];
}

/** Which column of a sheet holds each parameter. */
export interface ColumnPlan {
	/** Documented name → the sheet's own heading, or what messages call the value given in its place. */
	readonly headings: Readonly<Record<string, string>>;
	/** The columns as pairs of documented name and heading, for going through many rows. */
	readonly columns: ReadonlyArray<readonly [name: string, heading: string]>;
	/** The column that holds both coordinates; the headings of both are its own. */
	readonly point?: PointPlan;
	/** The headings of the merchant's token, which is sent beside the content: one, or several where that is an issue. */
	readonly tokenColumns: readonly string[];
	/** Columns that may hold the tokens by their headings and aren't read as such, where nothing else gives them. */
	readonly doubtfulTokenColumns: readonly string[];
	/** Objects that are made of several columns. */
	readonly objects: readonly ObjectColumns[];
	readonly ignored: readonly string[];
	/** Shown once: ignored columns whose names are close to a parameter without a column. */
	readonly hints: readonly string[];
	/** Shown once for the whole sheet: a required column is missing, two columns for one parameter. */
	readonly issues: readonly Issue[];
}
