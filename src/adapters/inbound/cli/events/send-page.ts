import { setTimeout as wait } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { type CliFailure } from '../cli-failure';
import { type Ask } from '../rest/rest-client';
import { type Page } from './pages';

export interface PageSending {
  readonly ask: Ask;
  /** Tells the operator why nothing seems to happen. */
  readonly notice: (text: string) => void;
  /** False: recorded and exportable, delivered to no live hook (decision 26). */
  readonly capture: boolean;
}

const ATTEMPTS = 5;
const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 1000;

/** The same page may go again: its ids are the same, and what is stored is recognised. */
const mayGoAgain = (failure: CliFailure, { first }: Page): boolean => {
  switch (failure.type) {
    case 'Refused':
      return failure.status === 503 || failure.status === 429;
    case 'Unreachable':
      return failure.mayHaveArrived || first > 0;
    case 'WrongUsage':
    case 'NotConfigured':
    case 'NotStartable':
    case 'UnexpectedAnswer':
    case 'StoppedMidway':
      return false;
  }
};

const waitBefore = (failure: CliFailure, attempt: number): number => {
  const asked = failure.type === 'Refused' ? failure.retryAfterMs : undefined;
  return Math.min(asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
};

/** Sends one page, again after a 503 or a lost answer, a bounded number of times. */
export const sendPage = async (
  { ask, notice, capture }: PageSending,
  page: Page,
): Promise<E.Either<CliFailure, unknown>> => {
  const events = `[${page.events.join(',')}]`;
  const body = capture ? events : `{"events":${events},"capture":false}`;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask({ method: 'POST', path: '/v1/events', body })();
    if (E.isRight(answer) || attempt === ATTEMPTS || !mayGoAgain(answer.left, page)) return answer;
    const ms = waitBefore(answer.left, attempt);
    notice(`No answer that counts yet; the same events go again in ${String(ms / 1000)} s.`);
    await wait(ms);
  }
};
