import { type TaskEither } from 'fp-ts/TaskEither';
import { type Clause } from '../../domain/capture-rule/deciding-clause';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryAttempt, type DeliveryRefusal, type DeliveryState } from './deliveries';
import { type Actor, type HookCommandFailure, type HookView } from './hooks';

/** A moment of a hook's life: a time, RFC 3339, or one of its revisions. */
export type HookMoment = { readonly at: string } | { readonly revision: number };

/** A hook as it stood, and who made it so. */
export interface HookThen extends HookView {
  readonly since: string;
  readonly by: string;
  /** When the next revision began; absent: it stands so still. */
  readonly until?: string;
}

/** The hook was not there at the moment asked for. */
export interface HookNotThen {
  readonly type: 'HookNotThen';
  readonly hook: number;
  readonly created: string;
  readonly newest: number;
}
export type HookAuditFailure = HookNotThen | HookCommandFailure;

/** An attempt with where it was made from. */
export interface ExplainedAttempt extends DeliveryAttempt {
  /** The block it went out with: another one than that of the capture after a failure, a split or a redelivery. */
  readonly block: string;
  /** `<takeover>.<n>`: the publication on the bus. */
  readonly publication: string;
  /** Rounds begin with redeliveries, from 0. */
  readonly round: number;
  /** Of the hook: what shaped it, and whose address and policy it was sent with. */
  readonly shapedBy: number;
  readonly sentBy: number;
}

/** Why a delivery went where it went. */
export interface DeliveryExplanation {
  readonly delivery: string;
  readonly hook: number;
  readonly state: DeliveryState;
  readonly reason?: string;
  readonly event: {
    readonly event: string;
    readonly eventType: string;
    readonly source: string;
    readonly occurredAt: string;
    readonly recordedAt: string;
    /** Place in the log. */
    readonly position: string;
    /** The person was erased: nothing personal of it can be shown. */
    readonly erased: boolean;
  };
  /** The hook as it stood at the event's position, and what decided. */
  readonly matched: {
    readonly revision: number;
    readonly since: string;
    readonly by: string;
    readonly clause: Clause;
    readonly detail: string;
  };
  /** The block that captured it; absent for what could not be shaped and was parked at once. */
  readonly block?: {
    readonly block: string;
    /** Place in the block, of `deliveries`. */
    readonly index: number;
    readonly deliveries: number;
    readonly bytes: number;
    /** The stretch of the log it took, both ends included. */
    readonly from: string;
    readonly to: string;
  };
  readonly capturedAt: string;
  readonly attempts: ReadonlyArray<ExplainedAttempt>;
}

/** What a door can ask about the past. */
export interface AuditUseCases {
  readonly hookThen: (actor: Actor, hook: number, moment: HookMoment) => TaskEither<HookAuditFailure, HookThen>;
  readonly explain: (
    actor: Actor,
    hook: number,
    delivery: string,
  ) => TaskEither<DeliveryRefusal | EventStoreUnavailable, DeliveryExplanation>;
}
