/** The types of labels.js, for the tests. */
export interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

export interface Label {
	x: number;
	y: number;
	width: number;
	height: number;
}

export const placeLabels: <Given extends Label>(
	labels: readonly Given[],
	taken: readonly Box[],
) => Array<Given & { box: Box }>;
