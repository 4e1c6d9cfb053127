/** The types of projection.js, for the tests. */
export interface View {
	longitude: number;
	latitude: number;
	scale: number;
}

export interface Size {
	width: number;
	height: number;
}

export interface Range {
	west: number;
	east: number;
	south: number;
	north: number;
}

export interface Projection {
	x: (longitude: number) => number;
	y: (latitude: number) => number;
	longitudeAt: (px: number) => number;
	latitudeAt: (py: number) => number;
	zoomLevel: number;
	matrix: string;
	bounds: (margin?: number) => Range;
}

export const NARROWING: number;
export const CLOSEST: number;
export const FARTHEST: number;
export const clamp: (value: number, low: number, high: number) => number;
export const fitTo: (range: Range, size: Size, margin: number) => View;
export const project: (view: View, size: Size) => Projection;
export const zoomAt: (view: View, size: Size, factor: number, px: number, py: number) => View;
export const scaleAtZoomLevel: (level: number) => number;
