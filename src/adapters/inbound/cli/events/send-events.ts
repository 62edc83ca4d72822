import * as E from 'fp-ts/Either';
import { type CliFailure } from '../cli-failure';
import { type JsonRecord, numberOf, recordOf, recordsOf } from '../print/read-json';
import { type Page } from './pages';
import { type PageSending, sendPage } from './send-page';

/** As the engine answers one request, over all pages; indexes count the events of the file. */
export interface Sent {
  readonly accepted: number;
  readonly repeats: number;
  readonly events: ReadonlyArray<JsonRecord>;
}

export interface EventSending extends PageSending {
  /** Whether every event's answer is wanted, or the counts alone. */
  readonly keepAnswers: boolean;
}

/** Indexes of a page as those of the file. */
const inFile = (failure: CliFailure, { first }: Page): CliFailure => {
  if (failure.type !== 'Refused') return failure;
  const { problem } = failure;
  const errors = problem.errors.map((error) =>
    error.index === undefined ? error : { ...error, index: error.index + first },
  );
  return { ...failure, problem: { ...problem, errors, document: { ...recordOf(problem.document), errors } } };
};

const stopped = (failure: CliFailure, page: Page): CliFailure => {
  const cause = inFile(failure, page);
  return page.first === 0 ? cause : { type: 'StoppedMidway', next: page.first, cause };
};

const answersOf = (answer: JsonRecord, { first }: Page): ReadonlyArray<JsonRecord> =>
  recordsOf(answer['events']).map((event) => ({ ...event, index: numberOf(event['index']) + first }));

/** Sends page after page and stops at the first that is not taken. */
export const sendEvents = async (
  sending: EventSending,
  pages: AsyncIterable<Page>,
): Promise<E.Either<CliFailure, Sent>> => {
  let accepted = 0;
  let repeats = 0;
  const events: JsonRecord[] = [];
  for await (const page of pages) {
    const answer = await sendPage(sending, page);
    if (E.isLeft(answer)) return E.left(stopped(answer.left, page));
    const told = recordOf(answer.right);
    accepted += numberOf(told['accepted']);
    repeats += numberOf(told['repeats']);
    if (sending.keepAnswers) events.push(...answersOf(told, page));
  }
  return E.right({ accepted, repeats, events });
};
