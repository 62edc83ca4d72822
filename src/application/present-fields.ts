type OrUndefined<T> = { readonly [key in keyof T]: T[key] | undefined };

/** The same fields without those that are undefined: an optional field is there or it is not. */
export const presentFields = <T extends object>(fields: OrUndefined<Required<T>>): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
