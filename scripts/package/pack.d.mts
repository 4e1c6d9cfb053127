export interface Packed {
	/** The unpacked package. */
	readonly folder: string;
	readonly tarball: string;
}

export declare const pack: (language: 'en' | 'zh-CN') => Packed;
