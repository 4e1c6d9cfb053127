import { createReadySeals } from '../../nodes/shared/ready-seals';
import type { Sealing } from '../../nodes/shared/send';

const sealingOf = (number: number): Sealing =>
	({ ok: true, sealed: { url: String(number) } }) as unknown as Sealing;

/** Seals that carry their number, and a clock that is set by hand. */
function setUp() {
	const clock = { now: 0 };
	const sealed: number[] = [];
	const seals = createReadySeals(
		async (row) => {
			sealed.push(row);
			return sealingOf(sealed.length);
		},
		() => clock.now,
	);
	return { clock, sealed, seals };
}

describe('requests made ready', () => {
	it('are taken as they were made, and made once', async () => {
		const { clock, sealed, seals } = setUp();
		seals.make(7);
		seals.make(8);
		clock.now = 2_000;
		expect(await seals.take(8)).toEqual(sealingOf(2));
		expect(await seals.take(7)).toEqual(sealingOf(1));
		expect(sealed).toEqual([7, 8]);
	});

	it('are made when they are asked for, where none was made before', async () => {
		const { sealed, seals } = setUp();
		expect(await seals.take(3)).toEqual(sealingOf(1));
		expect(sealed).toEqual([3]);
	});

	it('are made anew for another try of the same row', async () => {
		const { seals } = setUp();
		seals.make(1);
		expect(await seals.take(1)).toEqual(sealingOf(1));
		expect(await seals.take(1)).toEqual(sealingOf(2));
	});

	it('are made anew where they waited so long that their time stamp is old', async () => {
		const { clock, seals } = setUp();
		seals.make(1);
		clock.now = 2_001;
		expect(await seals.take(1)).toEqual(sealingOf(2));
	});
});
