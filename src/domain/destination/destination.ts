/** Where a hook sends. Secret values are boxed (encrypted) before they reach the domain. */
export type Destination = HttpDestination | RabbitMqQueueDestination | RabbitMqExchangeDestination | KafkaDestination;

export interface HttpDestination {
  readonly kind: 'http';
  readonly url: string;
  /** Custom headers, case kept; the values are boxed secrets. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly boxedValue: string }>;
  /** Absent: any 2xx (decision 16). */
  readonly successStatus?: number;
  /** Regular expression the response body must match besides the status. */
  readonly successPattern?: string;
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
