import { type SignatureKind } from '../../domain/destination/destination';
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

const openDestination = (
  secretBox: SecretBox,
  hook: LivingHook | DeletedHook,
  now: number,
): Omit<Opened, 'revision'> => {
  const valid = secretsValidAt(hook, new Date(now).toISOString());
  const ends = valid.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [Date.parse(validUntil)]));
  const until = Math.min(Infinity, ...ends);
  const { destination } = hook.definition;
  const kind = destination.kind === 'http' ? (destination.signature ?? 'v1') : 'v1';
  const kept = valid.flatMap((secret) => boxedFor(kind, secret));
  const signingSecrets = kept.flatMap((one) => secretBox.open(one) ?? []);
  const boxed = destination.kind === 'http' ? destination.headers : [];
  const headers = boxed.flatMap(({ name, boxedValue }) => {
    const value = secretBox.open(boxedValue);
    return value === null ? [] : [{ name, value }];
  });
  const whole = signingSecrets.length === kept.length && headers.length === boxed.length;
  return { until, destination: whole ? { destination, headers, signingSecrets } : null };
};
