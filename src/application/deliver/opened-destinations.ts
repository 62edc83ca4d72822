import { type HttpDestination, type SignatureKind } from '../../domain/destination/destination';
import { type SigningSecret } from '../../domain/hook/hook-definition';
import { type DeletedHook, type LivingHook } from '../../domain/hook/hook';
import { secretsValidAt } from '../../domain/hook/signing-secrets';
import { type OpenedDestination } from '../ports/delivery-transport';
import { type Clock } from '../ports/clock';
import { type SecretBox } from '../ports/secret-box';

/** Destinations with their secrets in clear, opened once per revision of a hook; never logged, never stored. */
export interface OpenedDestinations {
  /** Null: a secret cannot be opened under this master key. */
  readonly open: (hook: LivingHook | DeletedHook, revision: number) => OpenedDestination | null;
}

interface Opened {
  readonly revision: number;
  /** When the oldest signing secret ends, milliseconds since the epoch. */
  readonly until: number;
  readonly destination: OpenedDestination | null;
}

const NOTHING_BOXED: Pick<HttpDestination, 'headers' | 'oauth2' | 'signature'> = { headers: [] };
const MOST_HELD = 20_000;

export const openedDestinations = (secretBox: SecretBox, clock: Pick<Clock, 'now'>): OpenedDestinations => {
  const held = new Map<number, Opened>();
  return {
    open: (hook, revision) => {
      const known = held.get(hook.hook);
      const now = clock.now();
      if (known?.revision === revision && now < known.until) return known.destination;
      const opened = { revision, ...openDestination(secretBox, hook, now) };
      if (held.size >= MOST_HELD) held.clear();
      held.set(hook.hook, opened);
      return opened.destination;
    },
  };
};

/** A secret without a pair, from before there was `v1a`, goes on signing with `v1`. */
const boxedFor = (kind: SignatureKind, { boxed, pair }: SigningSecret): ReadonlyArray<string> => {
  if (kind === 'v1' || pair === undefined) return [boxed];
  return kind === 'v1a' ? [pair.boxedPrivateKey] : [boxed, pair.boxedPrivateKey];
};

/** Null: it cannot be opened. */
type Opening<T> = T | null;

const openHeaders = (
  secretBox: SecretBox,
  { headers }: Pick<HttpDestination, 'headers'>,
): Opening<OpenedDestination['headers']> => {
  const opened = headers.flatMap(({ name, boxedValue }) => {
    const value = secretBox.open(boxedValue);
    return value === null ? [] : [{ name, value }];
  });
  return opened.length === headers.length ? opened : null;
};

const openClientSecret = (
  secretBox: SecretBox,
  { oauth2 }: Pick<HttpDestination, 'oauth2'>,
): Opening<Pick<OpenedDestination, 'clientSecret'>> => {
  if (oauth2 === undefined) return {};
  const clientSecret = secretBox.open(oauth2.boxedClientSecret);
  return clientSecret === null ? null : { clientSecret };
};

const openDestination = (
  secretBox: SecretBox,
  hook: LivingHook | DeletedHook,
  now: number,
): Omit<Opened, 'revision'> => {
  const valid = secretsValidAt(hook, new Date(now).toISOString());
  const ends = valid.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [Date.parse(validUntil)]));
  const until = Math.min(Infinity, ...ends);
  const { destination } = hook.definition;
  const http = destination.kind === 'http' ? destination : NOTHING_BOXED;
  const kept = valid.flatMap((secret) => boxedFor(http.signature ?? 'v1', secret));
  const signingSecrets = kept.flatMap((one) => secretBox.open(one) ?? []);
  const headers = openHeaders(secretBox, http);
  const client = openClientSecret(secretBox, http);
  const isWhole = signingSecrets.length === kept.length && headers !== null && client !== null;
  return { until, destination: isWhole ? { destination, headers, signingSecrets, ...client } : null };
};
