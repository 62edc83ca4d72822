import { type Dimension } from '../platform-event/platform-event';

/** Whose vocabulary a type belongs to; 'hookline' is ours, sent in the altcraft format. */
export type Vendor = 'altcraft' | 'actito' | 'hookline';

/** What a hook needs to know about event types when it is saved. */
export interface CatalogueFacts {
  /** Null: no such type is built in or registered. */
  readonly vendorOf: (type: string) => Vendor | null;
  /** The dimensions an event of the type can have a value in; empty for an unknown type. */
  readonly dimensionsOf: (type: string) => ReadonlyArray<Dimension>;
  /** Whether its events say which fields were touched, as the type's example does. */
  readonly touchesFields: (type: string) => boolean;
}
