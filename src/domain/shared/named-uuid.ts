/** UUIDv5 of a name in a namespace (itself a UUID). The hash is the caller's: the domain owns no cryptography. */
export type NamedUuid = (namespace: string, name: string) => string;
