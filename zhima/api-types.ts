/**
 * An API is data: one table of parameters, from which the form, the checks, the column names, both
 * languages and the README's table are made. See docs/adding-an-api.md.
 *
 * A row's way: columns or form fields → RawRow (by documented name) → `readRow` → Reading.
 */
import type { ResponseRules, Charset } from '../alipay/protocol-types';
import type { Text } from '../i18n/translate';

/** How a parameter is read from a cell and checked. */
export type Kind =
	| { readonly type: 'text' }
	| {
			/** A code: kept to the letter. `shape` says in words what `pattern` asks for. */
			readonly type: 'identifier';
			readonly pattern?: RegExp;
			readonly shape?: Text;
	  }
	| {
			readonly type: 'choice';
			readonly options: readonly ChoiceOption[];
			/** The form's name for a text field that takes other values than the options. */
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
			/** The documented name of the count that this one is a part of; exceeding it earns a hint. */
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
			/** Members that the document's example names, with their types; a misspelt one earns a hint. */
			readonly documentedMembers?: readonly JsonMember[];
			/** Ways of giving the object in the form beside JSON text. */
			readonly formModes?: JsonFormModes;
	  };

export interface ChoiceOption {
	readonly value: string;
	readonly label: Text;
	/** Words in a cell that mean this value without doubt, e.g. the document's Chinese word. */
	readonly aliases?: readonly string[];
}

export interface JsonMember {
	readonly name: string;
	readonly type: 'string' | 'number' | 'time';
	readonly label: Text;
	readonly description: Text;
	readonly example: string | number;
}

export interface JsonFormModes {
	/** The form's dropdown, e.g. `bizDataMode`. */
	readonly selector: string;
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
	/** Column names beside the documented name and its camelCase: the document's own Chinese words. */
	readonly columnNames: readonly string[];
	readonly required: boolean;
	/** In UTF-16 code units, as Java counts a String's length. Infinity = the document sets no limit. */
	readonly maxLength: number;
	readonly kind: Kind;
	readonly label: Text;
	/** The document's description, in both languages. */
	readonly description: Text;
	/** The document's example value, as written there. */
	readonly example: string;
	/** What stands in the form before anything is typed. */
	readonly default?: string | boolean | number;
	/** Stands under Additional Fields. */
	readonly additional?: boolean;
	/** Of several parameters exactly one is given; the form has a dropdown for it (a key of `Api.groups`). */
	readonly oneOf?: string;
	/** The one value that the document allows: an empty cell or a missing column means it. */
	readonly fixed?: string;
	/** Known from elsewhere than the document's table (the live API); says where. */
	readonly source?: string;
}

export interface OneOfGroup {
	/** The form's dropdown, e.g. `identifyUserBy`. */
	readonly selector: string;
	readonly label: Text;
	readonly description: Text;
}

export interface Api extends ResponseRules {
	readonly method: string;
	readonly label: Text;
	readonly description: Text;
	readonly parameters: readonly Parameter[];
	readonly groups?: Readonly<Record<string, OneOfGroup>>;
	/**
	 * Parameter lists whose values name the thing a row is about; rows with one in common go in row order. The
	 * last parameter of a list names the thing; those before it say whose or what kind of thing it is.
	 */
	readonly orderKeys: readonly (readonly string[])[];
	/** What one row is, for messages: "cabinet, shop or item", "state". */
	readonly rowNoun: Text;
}

/** A row's values by documented name, as they came. */
export type RawRow = Readonly<Record<string, unknown>>;

/** One wrong cell. All texts are in the language of the build. */
export interface Issue {
	/** The documented name. */
	readonly field: string;
	/** The column's heading, or the form's label; empty = the whole row or sheet. */
	readonly heading: string;
	/** The value as it came, shortened for showing; undefined where nothing stood. */
	readonly value?: string;
	/** What is wrong. */
	readonly message: string;
	/** What to write instead. */
	readonly advice: string;
}

/** What a row becomes: the business content in the documents' order, or every complaint at once. */
export type Reading =
	| { readonly ok: true; readonly content: Record<string, string>; readonly hints: readonly string[] }
	| {
			readonly ok: false;
			readonly issues: readonly Issue[];
			/** The values of the cells that could be read, by documented name; missing where none was looked at. */
			readonly readable?: Readonly<Record<string, string>>;
	  };

/** What a reading needs to know beside the row. */
export interface ReadContext {
	/** The moment that an empty time stands for. */
	readonly now: Date;
	/** Documented name → the sheet's own heading; the form's labels are used without. */
	readonly headings?: Readonly<Record<string, string>>;
	/** The charset's name, for the complaint about a character that it lacks. */
	readonly charset?: Charset;
	/** The first character of the text that the charset lacks. */
	readonly unencodable?: (text: string) => string | undefined;
}

/** Where each parameter stands in a sheet. */
export interface ColumnPlan {
	/** Documented name → the sheet's own heading. */
	readonly headings: Readonly<Record<string, string>>;
	/** The same as pairs of documented name and heading, for going through many rows. */
	readonly columns: ReadonlyArray<readonly [name: string, heading: string]>;
	readonly ignored: readonly string[];
	/** Said once: ignored columns that are nearly called like a parameter which has no column. */
	readonly hints: readonly string[];
	/** Said once for the whole sheet: a required column missing, two columns for one parameter. */
	readonly issues: readonly Issue[];
}
