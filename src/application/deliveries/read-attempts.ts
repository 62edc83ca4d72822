import * as E from 'fp-ts/Either';
import { type DeliveryAnswers, type Outcome } from '../../domain/delivery/outcome';
import { decodeOutcomesOf, type StoredOutcomes, withTexts } from '../codecs/outcome-codec';
import { openedTexts } from '../codecs/response-texts';
import { type BlockRow, type OutcomeRef } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';

export type AttemptsNeeds = Pick<DeliveryDependencies, 'eventStore' | 'keyStore'>;

const keyOf = ({ stream, revision }: OutcomeRef): string => `${stream}/${String(revision)}`;

const readStored = async (
  { eventStore }: AttemptsNeeds,
  { stream, revision }: OutcomeRef,
  roots: ReadonlySet<string>,
): Promise<E.Either<EventStoreUnavailable, StoredOutcomes | null>> => {
  const page = await eventStore.readStream(stream, { direction: 'forwards', from: revision, maxCount: 1 })();
  if (E.isLeft(page)) return page;
  const stored = page.right.events.find((event) => event.revision === revision);
  if (stored === undefined) return E.right(null);
  const decoded = decodeOutcomesOf(stored, roots);
  return E.isLeft(decoded) ? E.left(unavailable(decoded.left)) : decoded;
};

const hasText = ({ answers }: StoredOutcomes['outcomes'][number]): boolean =>
  answers.some(({ textRef }) => textRef !== undefined);

/** Outcomes of one account with what came back; texts whose key is gone stay away. */
const openedOutcomes = async (
  { keyStore }: AttemptsNeeds,
  { outcomes, texts }: StoredOutcomes,
  account: number,
): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<Outcome>>> => {
  const own = outcomes.filter((outcome) => outcome.account === account);
  const sealed = texts.get(account);
  if (sealed === undefined || !own.some(hasText)) return E.right(own);
  const opened = await keyStore.open([{ account, ...sealed }])();
  if (E.isLeft(opened)) return E.left(unavailable(opened.left));
  const [plain] = opened.right;
  return E.right(withTexts(own, new Map(typeof plain === 'string' ? [[account, openedTexts(plain)]] : [])));
};

export type OutcomesByRoot = ReadonlyMap<string, ReadonlyArray<Outcome>>;

const AT_ONCE = 64;

interface Wanted {
  readonly account: number;
  readonly ref: OutcomeRef;
  readonly roots: ReadonlySet<string>;
}

const readOutcome = async (
  needs: AttemptsNeeds,
  { account, ref, roots }: Wanted,
): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<Outcome>>> => {
  const stored = await readStored(needs, ref, roots);
  if (E.isLeft(stored)) return stored;
  return stored.right === null ? E.right([]) : openedOutcomes(needs, stored.right, account);
};

/** Every outcome the rows refer to, each stored event read once; what retention took away is left out. */
export const readOutcomes = async (
  needs: AttemptsNeeds,
  rows: ReadonlyArray<BlockRow>,
): Promise<E.Either<EventStoreUnavailable, OutcomesByRoot>> => {
  const roots = new Set(rows.flatMap(({ root, resent }) => [root, ...resent.map(({ place }) => place.root)]));
  const refs = new Map(
    rows.flatMap(({ account, outcomes }) =>
      outcomes.map((ref) => [`${String(account)}/${keyOf(ref)}`, { account, ref, roots }] as const),
    ),
  );
  const asked = [...refs.values()];
  const found: Outcome[] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const read = await Promise.all(asked.slice(at, at + AT_ONCE).map((one) => readOutcome(needs, one)));
    for (const outcomes of read) {
      if (E.isLeft(outcomes)) return outcomes;
      found.push(...outcomes.right);
    }
  }
  return E.right(Map.groupBy(found, ({ root }) => root));
};

export interface AttemptAnswer {
  readonly outcome: Outcome;
  readonly answers: DeliveryAnswers;
}

/** What was answered for one delivery, wherever it was sent from, oldest first. */
export const attemptsOf = (row: BlockRow, index: number, outcomes: OutcomesByRoot): ReadonlyArray<AttemptAnswer> => {
  const places = new Map([[row.root, index]]);
  for (const resent of row.resent) if (resent.index === index) places.set(resent.place.root, resent.place.index);
  return [...places]
    .flatMap(([root, place]) =>
      (outcomes.get(root) ?? []).flatMap((outcome) =>
        outcome.answers.flatMap((answers) => (answers.indexes.includes(place) ? [{ outcome, answers }] : [])),
      ),
    )
    .sort((one, other) => one.outcome.at - other.outcome.at);
};
