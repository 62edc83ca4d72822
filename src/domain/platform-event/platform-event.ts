import { type Json, type JsonObject } from '../shared/json';

/** The dimensions an event can be related to; each an object with an id and whatever templates need. */
export const DIMENSIONS = ['database', 'resource', 'mailing', 'template', 'segment', 'pixel', 'element'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Subject {
  /** The producer's JSON type is kept; ids are compared as text, and 0 counts as no value. */
  readonly id: string | number;
  readonly name?: string;
  readonly [more: string]: Json | undefined;
}

export type Subjects = { readonly [dimension in Dimension]?: Subject };

export interface Profile {
  readonly id: string;
  /** xxHash of the email, 16 hex digits (domain.md 3.1). */
  readonly xxh?: string;
  /** MD5 of the email, 32 hex digits. */
  readonly md5?: string;
  readonly subscriptionHashId?: string;
  readonly subscriptions?: ReadonlyArray<JsonObject>;
  readonly fields?: JsonObject;
}

/** A fact from another bounded context, as capture matches and shapes it. */
export interface PlatformEvent {
  /** UUIDv5 of account, source and the producer's id. */
  readonly id: string;
  readonly account: number;
  readonly source: string;
  readonly producerId: string;
  readonly type: string;
  /** RFC 3339 in UTC ('Z'), up to nine fractional digits, as many as the producer gave. */
  readonly occurredAt: string;
  readonly subjects: Subjects;
  readonly profile?: Profile;
  /** Altcraft: event_data. Actito: the flat `data` of the push, without links the engine builds. */
  readonly data: JsonObject;
  readonly customData?: JsonObject;
  readonly isTest: boolean;
  readonly isStatic?: boolean;
  readonly sendsTryingNum?: number;
  /** Actito `_audit`, text and offset unchanged. */
  readonly audit?: JsonObject;
  /** The Actito entity the links inside `data` name; absent: the account's. */
  readonly entity?: string;
  /** Names of the fields the operation touched (Actito onFields). */
  readonly touchedFields?: ReadonlyArray<string>;
  /** False for old history: recorded and exportable, delivered to no live hook. */
  readonly capture: boolean;
}
