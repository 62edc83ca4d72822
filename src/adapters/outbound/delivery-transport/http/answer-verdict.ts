import { STATUS_CODES } from 'node:http';
import { type Answer, type DeliveryVerdict } from '../../../../application/ports/delivery-transport';
import {
  type AnswerFailureReason,
  classifyAnswer,
  isSuccessStatus,
  type PatternResult,
} from '../../../../domain/delivery/classify-answer';
import { answerText, withoutSecrets } from './answer-text';
import { type PreparedDestination } from './prepared-destination';

/** What came back over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly chunks: ReadonlyArray<Buffer>;
  readonly durationMs: number;
}

export interface Judge {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pattern: (source: string, text: string) => PatternResult;
}

const patternResult = (
  judge: Judge,
  { http }: PreparedDestination,
  { status, text }: { status: number; text: string },
): PatternResult =>
  http.successPattern === undefined || !isSuccessStatus(status, http.successStatus)
    ? 'none'
    : judge.pattern(http.successPattern, text);

const DETAILS: Readonly<Record<AnswerFailureReason, string>> = {
  redirect: '; redirects are not followed, give the hook the final URL',
  gone: '; the endpoint says it is gone for good',
  'too-large': '; the endpoint takes smaller requests only',
  status: '',
  pattern: ', but the body does not match the success pattern',
};

const detailOf = (status: number, reason: AnswerFailureReason, pattern: PatternResult): string => {
  if (pattern === 'out-of-time') return 'the success pattern took too long on this answer; simplify it';
  const phrase = STATUS_CODES[status];
  return `answered ${String(status)}${phrase === undefined ? '' : ` ${phrase}`}${DETAILS[reason]}`;
};

/** Turns a complete answer into the verdict on the delivery. */
export const answerVerdict = (judge: Judge, prepared: PreparedDestination, raw: RawAnswer): DeliveryVerdict => {
  const { status, retryAfter, durationMs } = raw;
  const whole = answerText(raw.chunks);
  const pattern = patternResult(judge, prepared, { status, text: whole });
  const { successStatus } = prepared.http;
  const judged = classifyAnswer({ status, successStatus, pattern, retryAfter, now: judge.now() });
  const answer: Answer = { status, text: withoutSecrets(whole, prepared.secrets), durationMs };
  if (judged.type === 'Success') return { type: 'DeliveryConfirmed', answer };
  const { kind, reason, gone, tooLarge, retryAfterMs } = judged;
  return {
    type: 'DeliveryFailure',
    kind,
    reason,
    detail: detailOf(status, reason, pattern),
    gone,
    tooLarge,
    answer: retryAfterMs === undefined ? answer : { ...answer, retryAfterMs },
  };
};
