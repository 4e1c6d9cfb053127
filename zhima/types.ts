/**
 * An API is data: one table of parameters, from which the form, the checks, the column names, both
 * languages and the README's table are made. See docs/adding-an-api.md.
 *
 * A row's way: columns or form fields → RawRow (by documented name) → `readRow` → Reading.
 */
import type { AnswerRules } from '../alipay/types';
import type { Text } from '../i18n/text';

/** How a parameter is read from a cell and checked. */
export type Kind =
	| { readonly type: 'text' }
	| { readonly type: 'identifier'; readonly pattern?: RegExp; readonly shape?: Text }
	| {
			readonly type: 'choice';
			readonly options: readonly ChoiceOption[];
			/** The form's name for a text field that takes other values than the options. */
			readonly customField?: string;
	  }
	| { readonly type: 'flag' }
	| { readonly type: 'count' }
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
	/** Of several parameters exactly one is given; the form has a dropdown for it. */
	readonly oneOf?: string;
	/** Known from elsewhere than the document's table (the live API); says where. */
	readonly source?: string;
}

export interface OneOfGroup {
	/** The form's dropdown, e.g. `identifyUserBy`. */
	readonly selector: string;
	readonly label: Text;
	readonly description: Text;
}

export interface Api extends AnswerRules {
	readonly method: string;
	readonly label: Text;
	readonly description: Text;
	readonly parameters: readonly Parameter[];
	readonly groups?: Readonly<Record<string, OneOfGroup>>;
	/** Parameter lists whose values name the thing a row is about; rows with one in common go in row order. */
	readonly orderKeys: readonly (readonly string[])[];
	/** What one row is, for messages: "cabinet, shop or item", "state". */
	readonly rowNoun: Text;
}

/** A row's values by documented name, as they came. */
export type RawRow = Readonly<Record<string, unknown>>;

/** One wrong cell. All texts are in the language of the build. */
export interface Problem {
	/** The documented name. */
	readonly field: string;
	/** The column's heading, or the form's label. */
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
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** Where each parameter stands in a sheet. */
export interface ColumnPlan {
	/** Documented name → the sheet's own heading. */
	readonly headings: Readonly<Record<string, string>>;
	readonly ignored: readonly string[];
	/** Said once for the whole sheet: a required column missing, two columns for one parameter. */
	readonly problems: readonly Problem[];
}
