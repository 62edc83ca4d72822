import { retryAfterMs } from './retry-after';

/** What the success pattern said about the body; none: the hook has no pattern. */
export type PatternResult = 'none' | 'matched' | 'missed' | 'out-of-time';

export interface AnswerFacts {
  readonly status: number;
  /** Absent: any 2xx (decision 16). */
  readonly successStatus?: number | undefined;
  readonly pattern: PatternResult;
  /** The Retry-After header as it came. */
  readonly retryAfter?: string | undefined;
  /** Epoch milliseconds at which the answer came. */
  readonly now: number;
}

export type AnswerFailureReason = 'redirect' | 'gone' | 'too-large' | 'status' | 'pattern';

export type AnswerClass =
  | { readonly type: 'Success' }
  | {
      readonly type: 'Failure';
      /** endpoint: the far side as a whole is in trouble. message: it does not like this message (design 4). */
      readonly kind: 'endpoint' | 'message';
      readonly reason: AnswerFailureReason;
      readonly gone: boolean;
      readonly tooLarge: boolean;
      /** Only of 429 and 503, 0 to one hour. */
      readonly retryAfterMs?: number;
    };

const ENDPOINT_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 405, 408, 410, 429]);
const WAIT_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/** Whether the status alone would confirm the delivery. */
export const isSuccessStatus = (status: number, successStatus?: number): boolean =>
  successStatus === undefined ? status >= 200 && status < 300 : status === successStatus;

const isEndpointStatus = (status: number): boolean =>
  (status >= 300 && status < 400) || (status >= 500 && status < 600) || ENDPOINT_STATUSES.has(status);

const reasonOf = (status: number): AnswerFailureReason => {
  if (status === 410) return 'gone';
  if (status === 413) return 'too-large';
  return status >= 300 && status < 400 ? 'redirect' : 'status';
};

const badStatus = ({ status, retryAfter, now }: AnswerFacts): AnswerClass => {
  const wait = WAIT_STATUSES.has(status) ? retryAfterMs(retryAfter, now) : undefined;
  return {
    type: 'Failure',
    kind: isEndpointStatus(status) ? 'endpoint' : 'message',
    reason: reasonOf(status),
    gone: status === 410,
    tooLarge: status === 413,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
};

/** What an HTTP answer means for the delivery: confirmed, or whose trouble it is (design 4, decision 16). */
export const classifyAnswer = (facts: AnswerFacts): AnswerClass => {
  if (!isSuccessStatus(facts.status, facts.successStatus)) return badStatus(facts);
  return facts.pattern === 'none' || facts.pattern === 'matched'
    ? { type: 'Success' }
    : { type: 'Failure', kind: 'message', reason: 'pattern', gone: false, tooLarge: false };
};
