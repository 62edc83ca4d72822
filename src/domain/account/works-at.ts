import { type ApiKey } from './account';

/** True while the key opens doors; `now` in milliseconds since the epoch. */
export const worksAt = ({ revokedAt, validUntil }: ApiKey, now: number): boolean =>
  revokedAt === undefined && (validUntil === undefined || Date.parse(validUntil) > now);
