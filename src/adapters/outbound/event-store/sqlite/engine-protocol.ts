/**
 * What goes to the engine and comes back, in a form that crosses threads cheaply: columns instead of objects, numbers
 * instead of bigints. `now` is the sender's clock, milliseconds since the epoch.
 */
export interface AppendGroup {
  readonly now: number;
  /** One entry per append. */
  readonly streams: ReadonlyArray<string>;
  readonly expectations: ReadonlyArray<number>;
  readonly counts: ReadonlyArray<number>;
  /** One entry per event, append after append. */
  readonly ids: ReadonlyArray<string>;
  readonly types: ReadonlyArray<string>;
  readonly data: ReadonlyArray<string>;
  readonly metadata: ReadonlyArray<string | null>;
}

export type AppendAnswer =
  | { readonly kind: 'written' | 'repeated'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly actual: number | null }
  | { readonly kind: 'ids-taken'; readonly ids: ReadonlyArray<string> }
  | EngineFault;

/** `unknown`: the commit itself failed. */
export interface EngineFault {
  readonly kind: 'fault';
  readonly outcome: 'not-written' | 'unknown';
  readonly retryable: boolean;
  readonly detail: string;
}

export interface EventColumns {
  readonly streams: string[];
  readonly revisions: number[];
  readonly positions: number[];
  readonly recordedAt: number[];
  readonly ids: string[];
  readonly types: string[];
  readonly data: string[];
  readonly metadata: (string | null)[];
}

export interface StreamQuestion {
  readonly kind: 'stream';
  readonly now: number;
  readonly stream: string;
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | 'start' | 'end';
  readonly maxCount: number;
}
export interface RangeQuestion {
  readonly kind: 'range';
  readonly now: number;
  readonly prefixes: ReadonlyArray<string>;
  /** Exclusive; positions begin at 1. */
  readonly after: number;
  readonly to: number | null;
  readonly maxCount: number;
  readonly maxBytes: number;
}
export interface MetadataColumns {
  readonly maxCount: number | null;
  readonly maxAgeSeconds: number | null;
  readonly truncateBefore: number | null;
}
export type Question =
  | StreamQuestion
  | RangeQuestion
  | { readonly kind: 'find'; readonly now: number; readonly ids: ReadonlyArray<string> }
  | { readonly kind: 'last-position' }
  | { readonly kind: 'metadata'; readonly stream: string }
  | { readonly kind: 'write-metadata'; readonly stream: string; readonly metadata: MetadataColumns }
  | { readonly kind: 'delete'; readonly stream: string; readonly expected: number };

export type Answer =
  | { readonly kind: 'stream'; readonly exists: boolean; readonly events: EventColumns }
  /** `end`: the newest position of the log when it was read, at most `to`. */
  | { readonly kind: 'range'; readonly events: EventColumns; readonly complete: boolean; readonly end: number }
  | { readonly kind: 'found'; readonly events: EventColumns }
  | { readonly kind: 'last-position'; readonly position: number | null }
  | { readonly kind: 'metadata'; readonly metadata: MetadataColumns }
  | { readonly kind: 'done' }
  | { readonly kind: 'wrong-revision'; readonly actual: number | null }
  | EngineFault;
