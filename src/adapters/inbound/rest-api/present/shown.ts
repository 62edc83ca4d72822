/** JSON about to be shown; members that are undefined are left out. */
export type Shown = Readonly<Record<string, unknown>>;
