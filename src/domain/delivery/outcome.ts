/** A worker's answer to one publication of a block (design 4): every publication given gets one. */
export interface Outcome {
  readonly account: number;
  readonly hook: number;
  /** Of a block of an export run. */
  readonly run?: string;
  /** webhook-id of a together request. */
  readonly block: string;
  readonly root: string;
  readonly turn: number;
  readonly publication: string;
  /** The revision that shaped it, and the one whose destination and policy were used. */
  readonly hookRevision: number;
  readonly sentRevision: number;
  /** Milliseconds since the epoch, the worker's clock. */
  readonly at: number;
  readonly probe: boolean;
  readonly manual?: string;
  readonly answers: ReadonlyArray<DeliveryAnswers>;
  readonly streak: EndpointStreak;
  /** The far side said 410. */
  readonly gone: boolean;
  /** The far side asked for rest (429, 503), milliseconds. */
  readonly restMs: number;
}

/** Endpoint failures in a row at the end of the block, and whether any other answer came before them. */
export interface EndpointStreak {
  readonly failures: number;
  readonly broken: boolean;
}

export type AnswerKind = 'delivered' | 'discarded' | 'parked' | 'failed' | 'returned';

/** The same answer for several deliveries of the block. */
export interface DeliveryAnswers {
  readonly answer: AnswerKind;
  /** Places in the root block. */
  readonly indexes: ReadonlyArray<number>;
  readonly round: number;
  /** Number of the attempt made; 0 when none was (returned, discarded). */
  readonly attempt: number;
  readonly kind?: 'endpoint' | 'message';
  readonly reason?: string;
  readonly status?: number;
  /** Duration of the request, the longest of several. */
  readonly ms?: number;
  /** What came back, or without a status why nothing did; cut, and sealed before it is stored. */
  readonly text?: string;
  /** webhook-id of the request when it is neither the block's nor the delivery's (a half after 413). */
  readonly webhookId?: string;
  /** Revision of the parked stream's event that holds them. */
  readonly parkedRevision?: string;
  /** Under per-profile ordering: the pseudonyms, in the order of the indexes; '' without a profile. */
  readonly owners?: ReadonlyArray<string>;
}

/** The strongest answer counts, whatever the order of arrival (design 4, Counting). */
export const strengthOf = (answer: AnswerKind): number => STRENGTH[answer];

const STRENGTH: { readonly [answer in AnswerKind]: number } = {
  delivered: 4,
  discarded: 3,
  parked: 2,
  failed: 1,
  returned: 0,
};
