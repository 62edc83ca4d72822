/** What the lifecycle needs of the process. */
export interface ProcessEvents {
  readonly on: (event: string, call: (...details: ReadonlyArray<unknown>) => void) => unknown;
  readonly off: (event: string, call: (...details: ReadonlyArray<unknown>) => void) => unknown;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
}

export const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

export type StopSignal = (typeof STOP_SIGNALS)[number];

/** Where nothing can be trusted any more. */
export const DEFECT_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;
