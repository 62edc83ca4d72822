import { type TaskEither } from 'fp-ts/TaskEither';
import { type ClientCredentials } from '../../domain/destination/destination';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type HookEvent } from '../../domain/hook/hook-event';
import { type DeletedHook, type LivingHook } from '../../domain/hook/hook';
import { type HookRefusal } from '../../domain/hook/hook-refusal';
import { type CaptureUnavailable } from '../ports/capture-view';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type HandshakeRefused } from '../ports/webhook-handshake';
import { type WaitedSum } from './sums';

/** Who asks: the account of the API key and the key's name. */
export interface Actor {
  readonly account: number;
  readonly name: string;
}

/** A definition as a door hands it over: secrets in clear, boxed before they reach the domain. */
export interface HookInput {
  readonly definition: HookDefinitionInput;
  /** A free number for migrations (decision 2); absent: the next free one. */
  readonly id?: number;
  readonly active?: boolean;
}

/** As HookDefinition, but header values are plain: `destination.headers` is a map name -> value. */
export interface HookDefinitionInput extends Omit<HookDefinition, 'destination' | 'rule'> {
  readonly rule: Omit<HookDefinition['rule'], 'account'>;
  readonly destination: DestinationInput;
}
/** The client's secret in clear. */
export interface ClientCredentialsInput extends Omit<ClientCredentials, 'boxedClientSecret'> {
  readonly clientSecret: string;
}
export type DestinationInput =
  | (Omit<Extract<HookDefinition['destination'], { kind: 'http' }>, 'headers' | 'oauth2'> & {
      readonly headers: Readonly<Record<string, string>>;
      readonly oauth2?: ClientCredentialsInput;
    })
  | { readonly kind: 'rabbitmq-queue' | 'rabbitmq-exchange' | 'kafka' };

export interface HookView {
  readonly hook: LivingHook | DeletedHook;
  /** Revision of the hook's stream: the ETag. */
  readonly revision: number;
  /** Position of its newest event in the log. */
  readonly position: bigint;
}

export interface HookSaved extends HookView {
  /** E.g. a chosen type that can never match (decision 6). */
  readonly warnings: ReadonlyArray<string>;
}
/** The only time a signing secret is shown. */
export interface HookSavedWithSecret extends HookSaved {
  readonly signingSecret: string;
}
export interface HookEnded extends HookView {
  /** What waited when the command was accepted (design 7). */
  readonly waited: WaitedSum;
}

/** The If-Match revision is not the current one. */
export interface RevisionMismatch {
  readonly type: 'RevisionMismatch';
  readonly current: number;
}
/** Conflicts kept coming; nothing was done, try again. */
export interface TooManyConflicts {
  readonly type: 'TooManyConflicts';
}
export type HookCommandFailure =
  HookRefusal | RevisionMismatch | TooManyConflicts | EventStoreUnavailable | CaptureUnavailable | HandshakeRefused;

export interface HookCommandOptions {
  /** If-Match: refuse unless the hook stands at this revision. */
  readonly expectedRevision?: number;
}

export interface HookFilter {
  readonly status?: LivingHook['status'];
  readonly eventType?: string;
  readonly name?: string;
  readonly format?: 'altcraft' | 'actito' | 'cloudevents';
  readonly url?: string;
  /** Hooks with a greater number; cursor. */
  readonly after?: number;
  /** 1 to 200. */
  readonly limit: number;
}
export interface HookPage {
  readonly hooks: ReadonlyArray<HookView>;
  /** Absent on the last page. */
  readonly next?: number;
}
export interface HookHistoryEntry {
  readonly revision: number;
  readonly position: bigint;
  readonly event: HookEvent;
}

/** What a door can ask about hooks. */
export interface HookUseCases {
  readonly create: (actor: Actor, input: HookInput) => TaskEither<HookCommandFailure, HookSavedWithSecret>;
  /** The whole new definition, already merged by the door; `headers` values equal to MASKED keep the stored secret. */
  readonly change: (
    actor: Actor,
    hook: number,
    input: HookDefinitionInput,
    options: HookCommandOptions,
  ) => TaskEither<HookCommandFailure, HookSaved>;
  readonly activate: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions,
  ) => TaskEither<HookCommandFailure, HookSaved>;
  readonly suspend: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions & { readonly note?: string },
  ) => TaskEither<HookCommandFailure, HookSaved>;
  readonly resume: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions & { readonly skip: boolean },
  ) => TaskEither<HookCommandFailure, HookEnded>;
  readonly deactivate: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions,
  ) => TaskEither<HookCommandFailure, HookSaved>;
  readonly clone: (actor: Actor, hook: number) => TaskEither<HookCommandFailure, HookSavedWithSecret>;
  readonly remove: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions,
  ) => TaskEither<HookCommandFailure, HookEnded>;
  readonly rotateSecret: (
    actor: Actor,
    hook: number,
    options: HookCommandOptions & { readonly overlapHours?: number },
  ) => TaskEither<HookCommandFailure, HookSavedWithSecret>;
  readonly read: (actor: Actor, hook: number) => TaskEither<HookCommandFailure, HookView>;
  readonly list: (actor: Actor, filter: HookFilter) => TaskEither<EventStoreUnavailable, HookPage>;
  readonly history: (
    actor: Actor,
    hook: number,
    page: { readonly after?: number; readonly limit: number },
  ) => TaskEither<HookCommandFailure, ReadonlyArray<HookHistoryEntry>>;
}

/** Shown instead of every secret value, and accepted back as "unchanged". */
export const MASKED = '********';
