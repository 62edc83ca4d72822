import { type TaskEither } from 'fp-ts/TaskEither';
import { type CaptureUnavailable } from '../ports/capture-view';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type Actor } from './hooks';
import { type AuditedSum, type HookSum } from './sums';

export type DeliveryState = 'waiting' | 'delivered' | 'parked' | 'discarded';

export interface DeliveryAttempt {
  readonly at: string;
  readonly attempt: number;
  readonly answer: 'delivered' | 'failed' | 'parked' | 'discarded' | 'returned';
  readonly kind?: 'endpoint' | 'message';
  readonly reason?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly responseText?: string;
  /** Why no answer came, for people: for a refused address the line of the configuration that allows it. */
  readonly detail?: string;
  readonly manual?: string;
  /** webhook-id it went out under. */
  readonly webhookId: string;
}
export interface DeliveryView {
  readonly delivery: string;
  readonly event: string;
  readonly eventType: string;
  readonly occurredAt: string;
  readonly hook: number;
  readonly block: string;
  readonly state: DeliveryState;
  /** Why it is parked or discarded; what never could be shaped as a message has no attempt that says it. */
  readonly reason?: string;
  readonly capturedAt: string;
  readonly lastAttemptAt?: string;
  readonly attempts: ReadonlyArray<DeliveryAttempt>;
}
export interface DeliveryQuery {
  readonly hook?: number;
  /** Our event id. */
  readonly event?: string;
  readonly state?: DeliveryState;
  /** Captured at or after / before, RFC 3339. */
  readonly from?: string;
  readonly to?: string;
  /** By capture; newest first unless said. */
  readonly order?: 'newest' | 'oldest';
  /** `next` or `previous` of a page of the same query. */
  readonly cursor?: string;
  /** 1 to 200. */
  readonly limit: number;
}
export interface DeliveryPage {
  readonly deliveries: ReadonlyArray<DeliveryView>;
  readonly next?: string;
  readonly previous?: string;
}

export interface ParkedView {
  readonly delivery: string;
  readonly event: string;
  readonly eventType: string;
  readonly occurredAt: string;
  readonly parkedAt: string;
  readonly reason: string;
  readonly status?: number;
  readonly attempts: number;
}
export interface ParkedPage {
  readonly parked: ReadonlyArray<ParkedView>;
  readonly next?: string;
}

/** Which deliveries a person means: named ones, or all parked in a period. */
export type DeliverySelection =
  { readonly deliveries: ReadonlyArray<string> } | { readonly parkedFrom: string; readonly parkedTo: string };

export interface RedeliveryAccepted {
  readonly deliveries: number;
}
export interface DiscardAccepted {
  readonly deliveries: number;
}

export interface HookUnknown {
  readonly type: 'HookUnknown';
  readonly hook: number;
}
export interface DeliveriesUnknown {
  readonly type: 'DeliveriesUnknown';
  readonly deliveries: ReadonlyArray<string>;
}
/** Redelivery while suspended, inactive or deleted. */
export interface HookNotDelivering {
  readonly type: 'HookNotDelivering';
  readonly hook: number;
  readonly status: string;
}
export interface InvalidSelection {
  readonly type: 'InvalidSelection';
  readonly field: string;
  readonly reason: string;
}
export type DeliveryRefusal =
  HookUnknown | DeliveriesUnknown | HookNotDelivering | InvalidSelection | EventStoreUnavailable | CaptureUnavailable;

export interface DeliveryUseCases {
  readonly find: (actor: Actor, query: DeliveryQuery) => TaskEither<DeliveryRefusal, DeliveryPage>;
  readonly read: (actor: Actor, hook: number, delivery: string) => TaskEither<DeliveryRefusal, DeliveryView>;
  readonly parked: (
    actor: Actor,
    hook: number,
    page: { readonly cursor?: string; readonly limit: number },
  ) => TaskEither<DeliveryRefusal, ParkedPage>;
  readonly redeliver: (
    actor: Actor,
    hook: number,
    which: DeliverySelection,
  ) => TaskEither<DeliveryRefusal, RedeliveryAccepted>;
  readonly discard: (
    actor: Actor,
    hook: number,
    which: DeliverySelection,
    reason: string,
  ) => TaskEither<DeliveryRefusal, DiscardAccepted>;
  readonly sum: (actor: Actor, hook: number) => TaskEither<DeliveryRefusal, HookSum>;
  readonly auditSum: (actor: Actor, hook: number) => TaskEither<DeliveryRefusal, AuditedSum>;
}
