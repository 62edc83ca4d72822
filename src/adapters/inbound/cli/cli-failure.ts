/** Problem details as the engine sent them (RFC 9457). */
export interface ProblemDetails {
  readonly title: string;
  readonly detail: string;
  readonly errors: ReadonlyArray<{
    readonly index?: number;
    /** Of a file with a document a line. */
    readonly line?: number;
    readonly field: string;
    readonly reason: string;
  }>;
  /** The whole document, for `--json`. */
  readonly document: unknown;
}

/** Why a command did not do what it was asked. */
export type CliFailure =
  | { readonly type: 'WrongUsage'; readonly detail: string }
  /** The configuration has mistakes; `detail` names them all. */
  | { readonly type: 'NotConfigured'; readonly detail: string }
  | {
      readonly type: 'Refused';
      readonly status: number;
      readonly problem: ProblemDetails;
      /** From Retry-After. */
      readonly retryAfterMs?: number;
    }
  /** `mayHaveArrived`: the connection broke, or no answer came, after the request went out. */
  | {
      readonly type: 'Unreachable';
      readonly url: string;
      readonly reason: string;
      readonly mayHaveArrived: boolean;
    }
  /** Something answered that does not speak as Hookline does. */
  | { readonly type: 'UnexpectedAnswer'; readonly url: string; readonly status: number }
  | { readonly type: 'NotStartable'; readonly detail: string }
  /** Some pages of a file of events are stored, the one from `next` on is not, or not surely. */
  | { readonly type: 'StoppedMidway'; readonly next: number; readonly cause: CliFailure };
