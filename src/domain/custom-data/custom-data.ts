/** What a hook adds to each message as custom_data (domain.md 7, decisions 11 and 13). */
export interface CustomData {
  /** Names of profile fields; each appears under its name with the profile's value, or null. */
  readonly fields: ReadonlyArray<string>;
  /** Own pairs: a key and its template, such as `Order of {{event_date_ymd}}`. */
  readonly pairs: Readonly<Record<string, string>>;
  readonly precedence: CustomDataPrecedence;
}

/** object: what the event brings replaces all own pairs. key: it replaces those of the same key. */
export type CustomDataPrecedence = 'object' | 'key';

export const DEFAULT_PRECEDENCE: CustomDataPrecedence = 'object';
