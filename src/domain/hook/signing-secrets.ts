import { type DeletedHook, type LivingHook } from './hook';
import { type SigningSecret } from './hook-definition';
import { type SigningSecretRotated } from './hook-event';

const MAX_OLD_SECRETS = 5;

const isValidAt =
  (instant: string) =>
  ({ validUntil }: SigningSecret): boolean =>
    validUntil === undefined || Date.parse(validUntil) > Date.parse(instant);

/** All secrets a message leaving at the instant (RFC 3339) is signed with, newest first. */
export const secretsValidAt = (hook: LivingHook | DeletedHook, instant: string): ReadonlyArray<SigningSecret> =>
  hook.secrets.filter(isValidAt(instant));

/** The new secret first, the one it replaces with its end, and of the older ones those still valid. */
export const rotated = (
  secrets: ReadonlyArray<SigningSecret>,
  { secret, oldValidUntil, at }: SigningSecretRotated,
): ReadonlyArray<SigningSecret> => {
  const old = secrets.map((one) => (one.validUntil === undefined ? { ...one, validUntil: oldValidUntil } : one));
  return [secret, ...old.filter(isValidAt(at)).slice(0, MAX_OLD_SECRETS)];
};
