/** How one EventStoreDB is reached and how patiently. */
export interface EventStoreDbSettings {
  /** `esdb://user:password@host:2113?tls=true`, several hosts, or `esdb+discover://name`. */
  readonly connectionString: string;
  /** Milliseconds after which the outcome of one append counts as unknown and is looked up; default 5,000. */
  readonly appendTimeoutMs?: number;
  /** Milliseconds during which an append is tried again and its outcome looked up, before it answers; default 15,000. */
  readonly resolveWithinMs?: number;
  /** Milliseconds without any answer after which a read fails; default 10,000. */
  readonly readTimeoutMs?: number;
  /** Appends under way at the server at most, and their bytes together; default 64 and 16 MiB. */
  readonly maxAppends?: number;
  readonly maxAppendBytesUnderWay?: number;
  /** Told what has to be seen by somebody: drops that go on, credentials that are refused. */
  readonly onTrouble?: (trouble: string) => void;
}

export type Settings = Required<EventStoreDbSettings>;

export const withDefaults = (settings: EventStoreDbSettings): Settings => ({
  appendTimeoutMs: 5_000,
  resolveWithinMs: 15_000,
  readTimeoutMs: 10_000,
  maxAppends: 64,
  maxAppendBytesUnderWay: 16 * 1024 * 1024,
  onTrouble: () => undefined,
  ...settings,
});
