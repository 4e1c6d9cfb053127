import { createPresignedRequests } from '../../../nodes/runner/presigned-requests';
import type { SigningResult } from '../../../nodes/runner/send-row';

const signingOf = (number: number): SigningResult =>
	({ ok: true, signedRequest: { url: String(number) } }) as unknown as SigningResult;

/** Requests that carry their number, and a clock that is set by hand. */
function setUp() {
	const clock = { now: 0 };
	const signedRows: number[] = [];
	const presigned = createPresignedRequests(
		async (row) => {
			signedRows.push(row);
			return signingOf(signedRows.length);
		},
		() => clock.now,
	);
	return { clock, signedRows, presigned };
}

describe('createPresignedRequests', () => {
	it('gives the presigned request, signed once', async () => {
		const { clock, signedRows, presigned } = setUp();
		presigned.make(7);
		presigned.make(8);
		clock.now = 2_000;
		expect(await presigned.take(8)).toEqual(signingOf(2));
		expect(await presigned.take(7)).toEqual(signingOf(1));
		expect(signedRows).toEqual([7, 8]);
	});

	it('signs on take where nothing was presigned', async () => {
		const { signedRows, presigned } = setUp();
		expect(await presigned.take(3)).toEqual(signingOf(1));
		expect(signedRows).toEqual([3]);
	});

	it('signs again for another attempt of the same row', async () => {
		const { presigned } = setUp();
		presigned.make(1);
		expect(await presigned.take(1)).toEqual(signingOf(1));
		expect(await presigned.take(1)).toEqual(signingOf(2));
	});

	it('signs again where the presigned request is more than two seconds old', async () => {
		const { clock, presigned } = setUp();
		presigned.make(1);
		clock.now = 2_001;
		expect(await presigned.take(1)).toEqual(signingOf(2));
	});

	it('passes a rejection on to the caller that takes the request, and to no other', async () => {
		const presigned = createPresignedRequests(async () => await Promise.reject(new RangeError('no key')));
		presigned.make(1);
		presigned.make(2);
		await new Promise(setImmediate);
		await expect(presigned.take(1)).rejects.toThrow(new RangeError('no key'));
	});
});
