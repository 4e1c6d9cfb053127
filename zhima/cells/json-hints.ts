import { t } from '../../i18n/translate';
import { distance } from '../edit-distance';
import { shorten } from '../format-issue';
import type { JsonMember, Parameter } from '../api-types';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;
type Members = Readonly<Record<string, unknown>>;

/** The first slip in an object that can be sent as it is. */
export const jsonHint = (members: Members, kind: JsonKind): string | undefined =>
	misspeltHint(Object.keys(members), kind) ?? timeHint(members, kind) ?? numberHint(members, kind);

const DOCUMENTED_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** A time in another format than in the documentation example. */
const timeHint = (members: Members, { documentedMembers = [] }: JsonKind): string | undefined => {
	const odd = documentedMembers.find(
		({ name, type }) =>
			type === 'time' && Object.hasOwn(members, name) && !DOCUMENTED_TIME.test(String(members[name])),
	);
	if (odd === undefined) return undefined;
	return t({
		en: `Alipay's documentation shows “${odd.name}” as Beijing time, for example ${odd.example}. The value is sent unchanged.`,
		zh: `文档中“${odd.name}”的写法是北京时间，例如 ${odd.example}。该值已按原样发送。`,
	});
};

/** A text where the documentation example has a number. */
const numberHint = (members: Members, { documentedMembers = [] }: JsonKind): string | undefined => {
	const odd = documentedMembers.find(
		({ name, type }) => type === 'number' && Object.hasOwn(members, name) && typeof members[name] === 'string',
	);
	if (odd === undefined) return undefined;
	return t({
		en: `Alipay's documentation shows “${odd.name}” as a number, for example ${odd.example}. The text "${shorten(members[odd.name]) ?? ''}" is sent unchanged.`,
		zh: `文档中“${odd.name}”是数字，例如 ${odd.example}。文本 "${shorten(members[odd.name]) ?? ''}" 已按原样发送。`,
	});
};

/** A name that is close to a documented one that is missing. */
export const misspeltHint = (names: readonly string[], kind: JsonKind): string | undefined => {
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
		en: `Alipay's documentation uses “${meant.name}”, not “${shorten(name)}”. The name is sent unchanged.`,
		zh: `文档中的写法是“${meant.name}”，而不是“${shorten(name)}”。该名称已按原样发送。`,
	});

const bareName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const isNearly = (name: string, member: JsonMember, most: number): boolean => {
	const [given, documented] = [bareName(name), bareName(member.name)];
	return given === documented || (documented.length > 5 && distance(given, documented) <= most);
};
