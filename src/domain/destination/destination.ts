/** Where a hook sends. Secret values are boxed (encrypted) before they reach the domain. */
export type Destination = HttpDestination | RabbitMqQueueDestination | RabbitMqExchangeDestination | KafkaDestination;

/** `v1`: HMAC-SHA256 with the shared secret. `v1a`: ed25519, which receivers check with a public key. */
export type SignatureKind = 'v1' | 'v1a' | 'both';

export interface HttpDestination {
  readonly kind: 'http';
  readonly url: string;
  /** Custom headers, case kept; the values are boxed secrets. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly boxedValue: string }>;
  /** Absent: any 2xx (decision 16). */
  readonly successStatus?: number;
  /** Regular expression the response body must match besides the status. */
  readonly successPattern?: string;
  /** Absent: `v1`. */
  readonly signature?: SignatureKind;
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
