/** Type and JSON text of an event about to be appended; ids are the appender's. */
export interface StoredEvent {
  readonly type: string;
  readonly data: string;
}
