import { type Account, type ApiKey } from './account';
import { type RevokeApiKey } from './account-command';
import { accept, type Decision, refuse } from './decision';

/** A rotated key ends by itself and so keeps no account administrable. */
const isLastingAdmin = ({ scopes, revokedAt, validUntil }: ApiKey): boolean =>
  scopes.includes('admin') && revokedAt === undefined && validUntil === undefined;

export const revokeApiKey = ({ account, at, by, keyId }: RevokeApiKey, { keys }: Account): Decision => {
  const key = keys.get(keyId);
  if (key === undefined) return refuse('ApiKeyUnknown');
  if (key.revokedAt !== undefined) return refuse('ApiKeyAlreadyRevoked');
  const others = Array.from(keys.values()).filter((other) => other !== key && isLastingAdmin(other));
  return isLastingAdmin(key) && others.length === 0
    ? refuse('LastAdminKey')
    : accept({ type: 'ApiKeyRevoked', account, at, by, keyId });
};
