export const ROLES = ['api', 'capture', 'deliver', 'search'] as const;
export type Role = (typeof ROLES)[number];

/** A process as the others see it. */
export interface Member {
  /** Different at each start. */
  readonly process: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly roles: ReadonlyArray<Role>;
  /** What it says it has: a role of which there is one holder, shards of the bus. */
  readonly holds: ReadonlyArray<string>;
}

/**
 * Which processes are alive, and what each says it holds. A hint about liveness, never a lock: two may believe that they
 * hold the same for a moment, and the expected revision of an append decides.
 */
export interface Membership {
  readonly self: string;
  /** Alive, this one included. */
  readonly members: () => ReadonlyArray<Member>;
  /** Tells the others at once what this process holds from now on. */
  readonly hold: (holds: ReadonlyArray<string>) => void;
  /** Called after every change that others made to `members`; returns the end of it. */
  readonly onChange: (call: () => void) => () => void;
  /** Resolves once this process is known and knows the others. */
  readonly join: () => Promise<void>;
  /** Takes leave, so that the others need not wait for silence. */
  readonly leave: () => Promise<void>;
}
