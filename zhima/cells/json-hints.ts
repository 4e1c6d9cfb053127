import { t } from '../../i18n/translate';
import { distance } from '../edit-distance';
import { shorten } from '../format-issue';
import type { JsonMember, Parameter } from '../api-types';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;
type Members = Readonly<Record<string, unknown>>;

/** What may be a slip in an object that is JSON all right: the first thing found. */
export const jsonHint = (
	members: Members,
	duplicates: readonly string[],
	kind: JsonKind,
): string | undefined =>
	duplicateHint(duplicates) ?? misspeltHint(Object.keys(members), kind) ?? timeHint(members, kind);

const duplicateHint = (names: readonly string[]): string | undefined =>
	names.length === 0
		? undefined
		: t({
				en: `“${shorten(names[0])}” occurs twice; the receiver may take either.`,
				zh: `“${shorten(names[0])}”出现了两次，接收方可能取其中任意一个。`,
			});

const DOCUMENTED_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** A time that is not written as in the document's example. */
const timeHint = (members: Members, { documentedMembers = [] }: JsonKind): string | undefined => {
	const odd = documentedMembers.find(
		({ name, type }) =>
			type === 'time' && Object.hasOwn(members, name) && !DOCUMENTED_TIME.test(String(members[name])),
	);
	if (odd === undefined) return undefined;
	return t({
		en: `The document writes “${odd.name}” as Beijing time such as ${odd.example}; it is sent as given.`,
		zh: `文档中“${odd.name}”的写法是北京时间，例如 ${odd.example}；已按原样发送。`,
	});
};

/** A name that is nearly a documented one which is missing. */
const misspeltHint = (names: readonly string[], kind: JsonKind): string | undefined => {
	const documented = kind.documentedMembers ?? [];
	const given = new Set(names);
	const missing = documented.filter(({ name }) => !given.has(name));
	const isTicket = documented.length - missing.length >= 2;
	const known = new Set(documented.map(({ name }) => name));
	for (const name of names) {
		if (known.has(name)) continue;
		const meant = missing.find((member) => isNearly(name, member, isTicket ? 2 : 1));
		if (meant !== undefined) return misspelt(name, meant);
	}
	return undefined;
};

const misspelt = (name: string, meant: JsonMember): string =>
	t({
		en: `The document writes “${meant.name}”, not “${name}”; it is sent as given.`,
		zh: `文档中的写法是“${meant.name}”，而不是“${name}”；已按原样发送。`,
	});

const bareName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const isNearly = (name: string, member: JsonMember, most: number): boolean => {
	const [given, documented] = [bareName(name), bareName(member.name)];
	return given === documented || (documented.length > 5 && distance(given, documented) <= most);
};
