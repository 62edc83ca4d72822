import { type RetryPolicy } from '../delivery/retry-policy';
import { packagingOf } from '../message/payload-format';
import { type HookDraft } from './hook-draft';
import { NO_PROBLEM, numberWithin, problem, type Problems, wholeNumber } from './problem';

const DAY_MS = 86_400_000;

const retryProblems = (retry: RetryPolicy): Problems => [
  ...wholeNumber('retry.maxAttempts', retry.maxAttempts, { min: 1, max: 100 }),
  ...wholeNumber('retry.firstDelayMs', retry.firstDelayMs, { min: 0, max: DAY_MS }),
  ...numberWithin('retry.factor', retry.factor, { min: 1, max: 10 }),
  ...wholeNumber('retry.maxDelayMs', retry.maxDelayMs, { min: 0, max: DAY_MS }),
  ...(retry.maxDelayMs < retry.firstDelayMs
    ? problem('retry.maxDelayMs', 'must not be less than retry.firstDelayMs')
    : NO_PROBLEM),
  ...numberWithin('retry.jitter', retry.jitter, { min: 0, max: 1 }),
];

const orderingProblems = ({ ordering, format }: HookDraft): Problems =>
  ordering.mode === 'per-profile' && packagingOf(format) === 'together'
    ? problem(
        'ordering.mode',
        '"per-profile" needs one message per event; choose "strict", "none", pushMode ONE_BY_ONE, or another contentMode',
      )
    : NO_PROBLEM;

/** How fast, how many at once, in which order, how often. */
export const paceProblems = (draft: HookDraft): Problems => [
  ...wholeNumber('maxBatch', draft.maxBatch, { min: 1, max: 1000 }),
  ...wholeNumber('windowMs', draft.windowMs, { min: 0, max: 3_600_000 }),
  ...wholeNumber('parallelism', draft.parallelism, { min: 1, max: 256 }),
  ...(draft.rateLimit === undefined
    ? NO_PROBLEM
    : numberWithin('rateLimit', draft.rateLimit, { min: 0.01, max: 10_000 })),
  ...(draft.retry === undefined ? NO_PROBLEM : retryProblems(draft.retry)),
  ...orderingProblems(draft),
];
