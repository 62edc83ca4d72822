/** admin includes publish and read; publish and read are apart (design 12). */
export const SCOPES = ['admin', 'publish', 'read'] as const;
export type Scope = (typeof SCOPES)[number];
