/** How a custom action ended, as its receiver says by calling a link. */
export type CallbackOutcome = 'OK' | 'KO';

/** What a link says: which custom action, and how it ended. Nothing of a person stands in a link. */
export interface Callback {
  readonly account: number;
  /** Id of the event of the custom action. */
  readonly event: string;
  readonly outcome: CallbackOutcome;
  /** Id of the custom action as text. */
  readonly element?: string;
  /** Absent: the account's. */
  readonly entity?: string;
}
