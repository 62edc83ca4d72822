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
  /** Requests under way at once, from 1. */
  readonly parallel: number;
  /** Told the number of events that were taken so far. */
  readonly progress: (events: number) => void;
}

/** Indexes of a page as those of the file, and the line where there is one. */
const inFile = (failure: CliFailure, { first, lines }: Page): CliFailure => {
  if (failure.type !== 'Refused') return failure;
  const { problem } = failure;
  const errors = problem.errors.map((error) => {
    if (error.index === undefined) return error;
    const line = lines[error.index] ?? null;
    return { ...error, index: error.index + first, ...(line === null ? {} : { line }) };
  });
  return { ...failure, problem: { ...problem, errors, document: { ...recordOf(problem.document), errors } } };
};

const stopped = (failure: CliFailure, page: Page): CliFailure => {
  const cause = inFile(failure, page);
  return page.first === 0 ? cause : { type: 'StoppedMidway', next: page.first, cause };
};

const answersOf = (answer: JsonRecord, { first }: Page): ReadonlyArray<JsonRecord> =>
  recordsOf(answer['events']).map((event) => ({ ...event, index: numberOf(event['index']) + first }));

/** What became of pages that were sent beside each other. */
interface Tally {
  accepted: number;
  repeats: number;
  readonly events: JsonRecord[];
  /** The first page of the file that was not taken, and why. */
  failed: { readonly page: Page; readonly failure: CliFailure } | null;
}

const sendOne = async (sending: EventSending, page: Page, tally: Tally): Promise<void> => {
  const answer = await sendPage(sending, page);
  if (E.isLeft(answer)) {
    const isFirst = tally.failed === null || page.first < tally.failed.page.first;
    if (isFirst) tally.failed = { page, failure: answer.left };
    return;
  }
  const told = recordOf(answer.right);
  tally.accepted += numberOf(told['accepted']);
  tally.repeats += numberOf(told['repeats']);
  if (sending.keepAnswers) tally.events.push(...answersOf(told, page));
  sending.progress(tally.accepted + tally.repeats);
};

const inOrder = (events: ReadonlyArray<JsonRecord>): ReadonlyArray<JsonRecord> =>
  events.toSorted((one, other) => numberOf(one['index']) - numberOf(other['index']));

/** Sends page after page, `parallel` of them at once, and reads on only as they are taken; stops at one that is not. */
export const sendEvents = async (
  sending: EventSending,
  pages: AsyncIterable<Page>,
): Promise<E.Either<CliFailure, Sent>> => {
  const tally: Tally = { accepted: 0, repeats: 0, events: [], failed: null };
  const underWay = new Set<Promise<void>>();
  for await (const page of pages) {
    const sent = sendOne(sending, page, tally).finally(() => underWay.delete(sent));
    underWay.add(sent);
    if (underWay.size >= sending.parallel) await Promise.race(underWay);
    if (tally.failed !== null) break;
  }
  await Promise.all(underWay);
  const { accepted, repeats, events, failed } = tally;
  return failed === null
    ? E.right({ accepted, repeats, events: inOrder(events) })
    : E.left(stopped(failed.failure, failed.page));
};
