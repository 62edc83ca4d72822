/** A hook's revision as its entity tag. */
export const etagOf = (revision: number): string => `"${String(revision)}"`;
