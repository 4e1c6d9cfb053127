/** What an `AlipayError` carries beside its code. */
export interface AlipayErrorDetails {
	/** One sentence: what is wrong, and where. Never holds any part of a key or token. */
	readonly message: string;
	/** What to do about it. */
	readonly description: string;
	/** The member of the account's settings at fault, e.g. `privateKey`. */
	readonly field?: string;
}

/**
 * Something that the operator has to correct before a request can be signed. `code` is stable, so
 * that a caller can switch on it; `message` and `description` are in the language of the build.
 */
export class AlipayError extends Error {
	readonly code: string;
	readonly field?: string;
	readonly description: string;

	constructor(code: string, details: AlipayErrorDetails) {
		super(details.message);
		this.name = 'AlipayError';
		this.code = code;
		this.description = details.description;
		if (details.field !== undefined) this.field = details.field;
	}
}
