/** What becomes of the rows of each file, one word for each, the same in every zone. */
export const OUTCOMES: Readonly<Record<string, string>> = {};
