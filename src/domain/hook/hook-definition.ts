import { type CaptureRule } from '../capture-rule/capture-rule';
import { type CustomData } from '../custom-data/custom-data';
import { type Ordering } from '../delivery/ordering';
import { type RetryPolicy } from '../delivery/retry-policy';
import { type Destination } from '../destination/destination';
import { type PayloadFormat } from '../message/payload-format';

/** Everything an operator chooses about a hook. */
export interface HookDefinition {
  readonly name: string;
  readonly rule: CaptureRule;
  readonly format: PayloadFormat;
  readonly destination: Destination;
  /** Absent: messages carry what the event brings. */
  readonly customData?: CustomData;
  /** Deliveries per block: Altcraft batch size, Actito maxBlockSize; 1 to 1,000. */
  readonly maxBatch: number;
  /** Accumulation window of a together block, milliseconds. */
  readonly windowMs: number;
  /** Absent: the configuration's policy, also for what already waits (decision 15). */
  readonly retry?: RetryPolicy;
  readonly circuit: 'on' | 'off';
  readonly ordering: Ordering;
  /** Requests in flight at once. */
  readonly parallelism: number;
  /** Requests a second; absent: no limit. */
  readonly rateLimit?: number;
}

/** A signing secret; `boxed` is encrypted, the plain form never reaches the log. */
export interface NewSigningSecret {
  readonly id: string;
  readonly boxed: string;
  /** For `v1a`; absent in hooks made before there was one, until they rotate. */
  readonly pair?: { readonly boxedPrivateKey: string; readonly publicKey: string };
}
/** In force. */
export interface SigningSecret extends NewSigningSecret {
  /** RFC 3339; absent for the current one. */
  readonly validUntil?: string;
}
