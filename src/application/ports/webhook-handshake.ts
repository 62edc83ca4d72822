import { type TaskEither } from 'fp-ts/TaskEither';
import { type HandshakeGrant } from '../../domain/destination/handshake';

export interface HandshakeQuestion {
  readonly url: string;
  /** Custom headers in clear; an endpoint may ask for its secret here too. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** `WebHook-Request-Origin`. */
  readonly origin: string;
  /** `WebHook-Request-Rate`, requests a minute; absent: as many as it allows. */
  readonly ratePerMinute?: number;
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
}
/** The endpoint did not say yes; nothing is sent to it. */
export interface HandshakeRefused {
  readonly type: 'HandshakeRefused';
  /** For people; no secrets. */
  readonly detail: string;
}

/** Asks an endpoint whether it wants deliveries: OPTIONS, no body, no redirects, addresses checked as for deliveries. */
export interface WebhookHandshake {
  readonly ask: (question: HandshakeQuestion) => TaskEither<HandshakeRefused, Pick<HandshakeGrant, 'ratePerMinute'>>;
}
