import { type EventProblem } from '../platform-event/event-problem';

/** Why the fields of an account are left as they were. */
export type ProfileFieldRefusal =
  | {
      readonly type: 'InvalidProfileField';
      readonly problems: ReadonlyArray<EventProblem>;
    }
  /** Every database has it. */
  | { readonly type: 'ProfileFieldStandard'; readonly name: string }
  /** Registered so already. */
  | { readonly type: 'ProfileFieldUnchanged'; readonly name: string }
  | { readonly type: 'ProfileFieldsFull'; readonly limit: number };
