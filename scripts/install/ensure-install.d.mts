export declare const ensureInstall: (root?: string) => Promise<boolean>;
