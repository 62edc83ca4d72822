import { type Handshake } from './handshake';

/** Where a hook sends. Secret values are boxed (encrypted) before they reach the domain. */
export type Destination = HttpDestination | RabbitMqQueueDestination | RabbitMqExchangeDestination | KafkaDestination;

/** `v1`: HMAC-SHA256 with the shared secret. `v1a`: ed25519, which receivers check with a public key. */
export type SignatureKind = 'v1' | 'v1a' | 'both';

/** OAuth 2 client credentials (decision 18): a token goes with every request as `authorization: Bearer`. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly boxedClientSecret: string;
  readonly scope?: string;
  /** Absent: `basic`, in the authorization header of the token request (RFC 6749, 2.3.1). `body`: in its form. */
  readonly clientAuthentication?: 'basic' | 'body';
}

export interface HttpDestination {
  readonly kind: 'http';
  readonly url: string;
  /** Custom headers, case kept; the values are boxed secrets. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly boxedValue: string }>;
  /** Absent: any 2xx (decision 16). */
  readonly successStatus?: number;
  /** Regular expression the response body must match besides the status. */
  readonly successPattern?: string;
  readonly oauth2?: ClientCredentials;
  /** Absent: `v1`. */
  readonly signature?: SignatureKind;
  /** Absent: deliveries are sent without asking. */
  readonly handshake?: Handshake;
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
}

export interface RabbitMqQueueDestination {
  readonly kind: 'rabbitmq-queue';
}

export interface RabbitMqExchangeDestination {
  readonly kind: 'rabbitmq-exchange';
}

export interface KafkaDestination {
  readonly kind: 'kafka';
}
