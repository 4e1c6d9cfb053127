import { createPresignedRequests } from '../../../nodes/runner/presigned-requests';
import type { SigningResult } from '../../../nodes/runner/send-row';

const sealingOf = (number: number): SigningResult =>
	({ ok: true, signedRequest: { url: String(number) } }) as unknown as SigningResult;

/** Seals that carry their number, and a clock that is set by hand. */
function setUp() {
	const clock = { now: 0 };
	const signedRequest: number[] = [];
	const presigned = createPresignedRequests(
		async (row) => {
			signedRequest.push(row);
			return sealingOf(signedRequest.length);
		},
		() => clock.now,
	);
	return { clock, signedRequest, presigned };
}

describe('requests made ready', () => {
	it('are taken as they were made, and made once', async () => {
		const { clock, signedRequest, presigned } = setUp();
		presigned.make(7);
		presigned.make(8);
		clock.now = 2_000;
		expect(await presigned.take(8)).toEqual(sealingOf(2));
		expect(await presigned.take(7)).toEqual(sealingOf(1));
		expect(signedRequest).toEqual([7, 8]);
	});

	it('are made when they are asked for, where none was made before', async () => {
		const { signedRequest, presigned } = setUp();
		expect(await presigned.take(3)).toEqual(sealingOf(1));
		expect(signedRequest).toEqual([3]);
	});

	it('are made anew for another try of the same row', async () => {
		const { presigned } = setUp();
		presigned.make(1);
		expect(await presigned.take(1)).toEqual(sealingOf(1));
		expect(await presigned.take(1)).toEqual(sealingOf(2));
	});

	it('are made anew where they waited so long that their time stamp is old', async () => {
		const { clock, presigned } = setUp();
		presigned.make(1);
		clock.now = 2_001;
		expect(await presigned.take(1)).toEqual(sealingOf(2));
	});
});
