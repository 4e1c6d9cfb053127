import { inChunks, inSlices } from '../../../nodes/runner/time-slices';

/** Keeps the event loop for so many milliseconds. */
const keepBusy = (milliseconds: number) => {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
};

describe('inSlices', () => {
	it('visits every entry once, in order, with its index', async () => {
		const visited: Array<[string, number]> = [];
		await inSlices(['a', 'b', 'c'], (entry, index) => visited.push([entry, index]));
		expect(visited).toEqual([
			['a', 0],
			['b', 1],
			['c', 2],
		]);
	});

	it('does not block the event loop while it visits many entries', async () => {
		let turns = 0;
		const timer = setInterval(() => turns++, 1);
		await inSlices(Array.from({ length: 30 }), () => keepBusy(5));
		clearInterval(timer);
		expect(turns).toBeGreaterThanOrEqual(4);
	});

	it('stops before the next entry once it is over', async () => {
		const visited: number[] = [];
		await inSlices(
			[1, 2, 3, 4],
			(entry) => visited.push(entry),
			() => visited.length === 2,
		);
		expect(visited).toEqual([1, 2]);
	});

	it('rejects with what a visit throws', async () => {
		const visit = () => {
			throw new RangeError('no such row');
		};
		await expect(inSlices([1], visit)).rejects.toThrow(new RangeError('no such row'));
	});
});

it.each([
	[[], []],
	[[1], [[1]]],
	[[1, 2], [[1, 2]]],
	[[1, 2, 3, 4, 5], [[1, 2], [3, 4], [5]]],
])('inChunks groups %j by two as %j', (entries, chunks) => {
	expect([...inChunks<number>(entries, 2)]).toEqual(chunks);
});
