import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';

import { classifyTransportError } from '../../../alipay';
import { evidenceOf, isInDoubt, accountStatusAfter, whyRunEnds } from '../../../nodes/runner/account-check';
import type { Evidence, AccountStatus } from '../../../nodes/runner/account-check';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyed = { alipayPublicKey: publicKey };
const keyless = {};

const untrusted = (code: string) => ({ kind: 'untrusted' as const, code, reason: 'r', advice: 'a' });
const trusted = (verified: boolean) => ({ kind: 'trusted' as const, members: {}, verified });

describe('evidenceOf', () => {
	it.each<[string, Evidence]>([
		['ERR_ANSWER_SIGNATURE', 'keyDoubtful'],
		['ERR_ANSWER_UNSIGNED', 'keyDoubtful'],
		['ERR_ANSWER_DECRYPTION', 'keyDoubtful'],
		['ERR_ALIPAY_CERTIFICATE_UNKNOWN', 'keyDoubtful'],
		['ERR_ALIPAY_CERTIFICATE_NOT_FETCHED', 'none'],
		['ERR_ANSWER_HTML', 'addressDoubtful'],
		['ERR_ANSWER_MALFORMED', 'addressDoubtful'],
		['ERR_ANSWER_MISSING', 'addressDoubtful'],
		['ERR_ANSWER_LARGE', 'addressDoubtful'],
		['ERR_ANSWER_DUPLICATE', 'addressDoubtful'],
		['ERR_ANSWER_DEEP', 'addressDoubtful'],
		['ERR_ANSWER_EMPTY', 'none'],
		['ERR_ANSWER_TRUNCATED', 'none'],
	])('takes a response that is not trusted, %s, for %s', (code, evidence) => {
		expect(evidenceOf(keyed, untrusted(code), { code })).toBe(evidence);
	});

	it('counts a trusted response as verified if it was, or if the account has no key', () => {
		const code = '40004';
		expect(evidenceOf(keyed, trusted(true), { code })).toBe('verified');
		expect(evidenceOf(keyed, trusted(false), { code })).toBe('responded');
		expect(evidenceOf(keyless, trusted(false), { code })).toBe('verified');
	});

	it.each([
		[{ httpStatus: 404 }, 'addressDoubtful'],
		[{ httpStatus: 401 }, 'addressDoubtful'],
		[{ httpStatus: 403 }, 'addressDoubtful'],
		[{ httpStatus: 407 }, 'addressDoubtful'],
		[{ httpStatus: 408 }, 'none'],
		[{ httpStatus: 425 }, 'none'],
		[{ httpStatus: 429 }, 'none'],
		[{ httpStatus: 500 }, 'none'],
		[{ httpStatus: 502 }, 'none'],
		[{ httpStatus: 204 }, 'none'],
		[{ code: 'ECONNREFUSED' }, 'none'],
		[{ code: 'ECONNRESET' }, 'none'],
		[{ code: 'ENOTFOUND' }, 'none'],
		[{ timedOut: true }, 'none'],
		[{ cancelled: true }, 'none'],
	] as const)('takes the transport error %j for %s', (failure, evidence) => {
		expect(evidenceOf(keyed, undefined, classifyTransportError(failure))).toBe(evidence);
	});
});

const EVIDENCE: readonly Evidence[] = [
	'verified',
	'responded',
	'keyDoubtful',
	'addressDoubtful',
	'none',
];
const accountStatus = (seen: readonly Evidence[]): AccountStatus => seen.reduce(accountStatusAfter, 'unproven');

describe('isInDoubt', () => {
	it.each<[Evidence[], Evidence, boolean]>([
		[[], 'keyDoubtful', true],
		[[], 'addressDoubtful', true],
		[['none', 'keyDoubtful'], 'keyDoubtful', true],
		[['responded'], 'keyDoubtful', true],
		[['responded'], 'addressDoubtful', false],
		[['verified'], 'keyDoubtful', false],
		[['verified'], 'addressDoubtful', false],
		[['verified', 'responded', 'keyDoubtful'], 'keyDoubtful', false],
	])('after %j, %s: %s', (seen, evidence, isDoubted) => {
		expect(isInDoubt(accountStatus(seen), evidence)).toBe(isDoubted);
	});

	it('is never true for a temporary fault, or after a response has been verified', () => {
		const evidence = fc.constantFrom(...EVIDENCE);
		fc.assert(
			fc.property(fc.array(evidence), evidence, (seen, last) => {
				const doubted = isInDoubt(accountStatus(seen), last);
				if (last === 'none' || seen.includes('verified')) expect(doubted).toBe(false);
				if (last === 'keyDoubtful') expect(doubted).toBe(!seen.includes('verified'));
			}),
		);
	});

	it('whyRunEnds names what is in doubt', () => {
		expect(whyRunEnds('keyDoubtful')).toMatch(/could be verified/);
		expect(whyRunEnds('addressDoubtful')).toMatch(/from the gateway/);
	});
});
