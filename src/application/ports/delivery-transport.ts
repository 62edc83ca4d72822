import { type Destination } from '../../domain/destination/destination';

/** One message as it leaves: the body's bytes are final, the signature is made per attempt. */
export interface OutgoingMessage {
  readonly hook: number;
  /** webhook-id: a delivery's or a block's. No full stops. */
  readonly id: string;
  readonly body: string;
  readonly contentType: string;
  /** Event ids for `hookline-event-id` (one) or `hookline-event-ids` (up to 100, else none). */
  readonly eventIds: ReadonlyArray<string>;
  readonly packaging: 'together' | 'one-by-one';
  /** Further headers of ours, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The destination's current secrets in clear, for this attempt only. */
export interface OpenedDestination {
  readonly destination: Destination;
  /** Plain custom headers, case kept. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** The client's secret in clear, where the destination asks for tokens. */
  readonly clientSecret?: string;
  /** All that sign at the moment: secrets (`whsec_…`, v1) and private keys (`whsk_…`, v1a), newest first. */
  readonly signingSecrets: ReadonlyArray<string>;
}

/** What came back. `text` is cut at the adapter's bound (4 KiB). */
export interface Answer {
  readonly status?: number;
  readonly text: string;
  readonly retryAfterMs?: number;
  readonly durationMs: number;
}

/** endpoint: the far side as a whole is in trouble. message: it does not like this message (design 4). */
export interface DeliveryFailure {
  readonly type: 'DeliveryFailure';
  readonly kind: 'endpoint' | 'message';
  /** A stable code such as `dns`, `connect`, `tls`, `timeout`, `redirect`, `status`, `pattern`, `address-refused`, `too-large`. */
  readonly reason: string;
  /** For people; no secrets. */
  readonly detail: string;
  /** 410: suspend the hook. 413: split. */
  readonly gone: boolean;
  readonly tooLarge: boolean;
  readonly answer?: Answer;
}

export type DeliveryVerdict = { readonly type: 'DeliveryConfirmed'; readonly answer: Answer } | DeliveryFailure;

/** Sends one message. Never rejects: whatever happens is a verdict. */
export interface DeliveryTransport {
  readonly deliver: (to: OpenedDestination, message: OutgoingMessage) => Promise<DeliveryVerdict>;
  /** Lets go of idle connections; deliveries under way end first, within `ms`. */
  readonly close: (ms: number) => Promise<void>;
}
