import * as E from 'fp-ts/Either';

/** The endpoint is asked whether it wants deliveries before any is sent (CloudEvents, HTTP 1.1 Web Hooks, 4). */
export interface Handshake {
  /** DNS name of who sends. */
  readonly origin: string;
  /** What the endpoint said last; absent until it was asked. */
  readonly granted?: HandshakeGrant;
}

export interface HandshakeGrant {
  /** Which address granted it. */
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Requests a minute; absent: no limit. */
  readonly ratePerMinute?: number;
}

/** The parts of an answer to OPTIONS that decide; null: the header is not there. */
export interface HandshakeAnswer {
  readonly status: number;
  readonly allowedOrigin: string | null;
  readonly allowedRate: string | null;
}

const RATE = /^[1-9]\d{0,8}$/;

/** What the endpoint allows the origin; left: why it is none. */
export const readHandshake = (
  origin: string,
  { status, allowedOrigin, allowedRate }: HandshakeAnswer,
): E.Either<string, Pick<HandshakeGrant, 'ratePerMinute'>> => {
  if (status < 200 || status > 299) return E.left(`it answered ${String(status)}`);
  if (allowedOrigin === null) return E.left('its answer has no WebHook-Allowed-Origin');
  if (!names(allowedOrigin, origin)) return E.left(`it allows ${allowedOrigin.slice(0, 200)}, not ${origin}`);
  if (allowedRate === null || allowedRate.trim() === '*') return E.right({});
  return RATE.test(allowedRate.trim())
    ? E.right({ ratePerMinute: Number(allowedRate) })
    : E.left(`its WebHook-Allowed-Rate is neither * nor a number of requests a minute`);
};

const names = (allowed: string, origin: string): boolean =>
  allowed
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .some((one) => one === '*' || one === origin.toLowerCase());

/** Requests a second: the hook's own limit, or what the endpoint granted if that is less. */
export const rateWithin = (own: number | undefined, granted: HandshakeGrant | undefined): number | undefined => {
  const perMinute = granted?.ratePerMinute;
  return perMinute === undefined ? own : Math.min(own ?? Infinity, perMinute / 60);
};
