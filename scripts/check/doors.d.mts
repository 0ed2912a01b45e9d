export declare const OPEN: readonly string[];
