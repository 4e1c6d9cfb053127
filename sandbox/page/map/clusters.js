/** Near points, grouped. Does not touch the document. */

/** Pixels within which points stand together. */
const RADIUS = 52;
/** Beyond this zoom level nothing comes apart: points of one place stay one group. */
const CLOSEST_LEVEL = 14;

const byOutcome = ({ outcome }) => ({ outcomes: { [outcome]: 1 } });

const addOutcomes = (sum, { outcomes }) => {
	sum.outcomes = { ...sum.outcomes };
	for (const [name, count] of Object.entries(outcomes)) {
		sum.outcomes[name] = (sum.outcomes[name] ?? 0) + count;
	}
};

const featureOf = (entry, index) => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [entry.point.longitude, entry.point.latitude] },
	properties: { index, outcome: entry.outcome },
});

/**
 * Groups the entries' points.
 *
 * @param Supercluster the library, which the page loads as a script of its own
 * @param entries each with a `point` and an `outcome`
 */
export const groupPoints = (Supercluster, entries) => {
	const index = new Supercluster({
		radius: RADIUS,
		extent: 512,
		maxZoom: CLOSEST_LEVEL,
		map: byOutcome,
		reduce: addOutcomes,
	}).load(entries.map(featureOf));
	const groupOf = ({ properties, geometry }) => {
		const [longitude, latitude] = geometry.coordinates;
		if (!properties.cluster) {
			const entry = entries[properties.index];
			return { longitude, latitude, count: 1, outcomes: { [entry.outcome]: 1 }, entry };
		}
		const { point_count: count, cluster_id: id, outcomes } = properties;
		return { longitude, latitude, count, outcomes, id };
	};
	return {
		/** The groups in a range at a zoom level; one of a single point has its `entry`, else an `id`. */
		within: ({ west, south, east, north }, zoomLevel) =>
			index.getClusters([west, south, east, north], Math.floor(zoomLevel)).map(groupOf),
		/** The zoom level at which a group comes apart; undefined where its points are at one place. */
		opensAt: ({ id }) => {
			const level = index.getClusterExpansionZoom(id);
			return level > CLOSEST_LEVEL ? undefined : level;
		},
		/** The first entries of a group. */
		entriesOf: (group, limit) =>
			group.entry !== undefined
				? [group.entry]
				: index.getLeaves(group.id, limit).map(({ properties }) => entries[properties.index]),
	};
};
