/** Somebody had a person erased: nothing recorded about them before this entry of the log is opened, sent or kept any more. */
export interface ProfileErased {
  readonly type: 'ProfileErased';
  readonly erasure: string;
  readonly account: number;
  /** Pseudonym of the profile. */
  readonly owner: string;
  readonly at: string;
  readonly by: string;
}

/** The key is gone; of the deliveries found parked or waiting so many were discarded. */
export interface ErasureCompleted {
  readonly type: 'ErasureCompleted';
  readonly erasure: string;
  readonly account: number;
  readonly owner: string;
  readonly at: string;
  readonly parked: number;
  readonly waiting: number;
}

export type ErasureEvent = ProfileErased | ErasureCompleted;

/** Why deliveries of an erased person are discarded. */
export const ERASED = 'erased';
