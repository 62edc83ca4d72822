import * as E from 'fp-ts/Either';
import { type DeliveryAnswers, type Outcome } from '../../domain/delivery/outcome';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { readRanges, writeRanges } from './index-ranges';
import { partOfGroup } from './part-of-group';
import { type SealedTexts, textPlaces } from './response-texts';
import {
  count,
  digits,
  flag,
  listOf,
  mapOf,
  object,
  oneOf,
  parseAs,
  type Shape,
  type ShapeOf,
  text,
  version1,
} from './shape';

/** Event type in the streams `outcomes-<shard>`: one event carries a group of outcomes. */
export const OUTCOMES = 'Outcomes';

/** Answers as stored: what came back is sealed, `textRef` is its place in the account's array. */
export interface StoredAnswers extends DeliveryAnswers {
  readonly textRef?: number;
}
export interface StoredOutcome extends Outcome {
  readonly answers: ReadonlyArray<StoredAnswers>;
}
export interface StoredOutcomes {
  readonly outcomes: ReadonlyArray<StoredOutcome>;
  /** By account. */
  readonly texts: ReadonlyMap<number, SealedTexts>;
}

const ranges: Shape<string> = (value) =>
  typeof value === 'string' && readRanges(value) !== null ? null : 'is no list of index ranges';

const answersShape = object(
  { answer: oneOf('delivered', 'discarded', 'parked', 'failed', 'returned'), of: ranges, attempt: count },
  {
    round: count,
    kind: oneOf('endpoint', 'message'),
    reason: text,
    status: count,
    ms: count,
    textRef: count,
    webhookId: text,
    parkedRevision: digits,
    owners: listOf(text),
  },
);
/** Left out: `block` when it is the root, `sent` when it is `rev`, round 0, and every false or zero. */
const outcomeShape = object(
  {
    account: count,
    hook: count,
    root: text,
    turn: count,
    pub: text,
    rev: count,
    at: count,
    answers: listOf(answersShape),
  },
  {
    run: text,
    block: text,
    sent: count,
    manual: text,
    probe: flag,
    failures: count,
    broken: flag,
    gone: flag,
    rest: count,
  },
);
const textsShape = mapOf(object({ owner: text, sealed: text }, {}));
const groupShape = object({ v: version1, outcomes: listOf(outcomeShape) }, { texts: textsShape });
const readGroup = parseAs(groupShape);

/** What decodeOutcomes reads, of these blocks alone. */
export const decodeOutcomesOf = (
  event: RecordedEvent,
  roots: ReadonlySet<string>,
): E.Either<CorruptEvent, StoredOutcomes> => decodeOutcomes({ ...event, data: partOfGroup(event.data, roots) });

type AnswersRow = ShapeOf<typeof answersShape>;
type OutcomeRow = ShapeOf<typeof outcomeShape>;

/** Undefined is left out by JSON. */
const unless = <T>(usual: T, value: T): T | undefined => (value === usual ? undefined : value);

const storeAnswers = (
  { answer, indexes, round, text: plain, ...same }: DeliveryAnswers,
  places: ReadonlyMap<string, number> | undefined,
): object => ({
  answer,
  of: writeRanges(indexes),
  round: unless(0, round),
  ...same,
  textRef: plain === undefined ? undefined : places?.get(plain),
});

const storeOutcome = (outcome: Outcome, places: ReadonlyMap<string, number> | undefined): object => ({
  account: outcome.account,
  hook: outcome.hook,
  run: outcome.run,
  root: outcome.root,
  block: unless(outcome.root, outcome.block),
  turn: outcome.turn,
  pub: outcome.publication,
  rev: outcome.hookRevision,
  sent: unless(outcome.hookRevision, outcome.sentRevision),
  at: outcome.at,
  manual: outcome.manual,
  probe: unless(false, outcome.probe),
  failures: unless(0, outcome.streak.failures),
  broken: unless(false, outcome.streak.broken),
  gone: unless(false, outcome.gone),
  rest: unless(0, outcome.restMs),
  answers: outcome.answers.map((answers) => storeAnswers(answers, places)),
});

/** JSON text of one `Outcomes` event. Texts of an account that is not in `sealed` are left out. */
export const encodeOutcomes = (outcomes: ReadonlyArray<Outcome>, sealed: ReadonlyMap<number, SealedTexts>): string => {
  const places = textPlaces(outcomes);
  return JSON.stringify({
    v: 1,
    outcomes: outcomes.map((outcome) =>
      storeOutcome(outcome, sealed.has(outcome.account) ? places.get(outcome.account) : undefined),
    ),
    ...(sealed.size > 0 && { texts: Object.fromEntries(sealed) }),
  });
};

const answersOf = ({ of, round, ...same }: AnswersRow): StoredAnswers => ({
  ...same,
  indexes: readRanges(of) ?? [],
  round: round ?? 0,
});

const outcomeOf = ({ block, pub, rev, sent, failures, broken, rest, answers, ...same }: OutcomeRow): StoredOutcome => ({
  ...same,
  block: block ?? same.root,
  publication: pub,
  hookRevision: rev,
  sentRevision: sent ?? rev,
  probe: same.probe ?? false,
  answers: answers.map(answersOf),
  streak: { failures: failures ?? 0, broken: broken ?? false },
  gone: same.gone ?? false,
  restMs: rest ?? 0,
});

const textsOf = (texts: Readonly<Record<string, SealedTexts>> = {}): StoredOutcomes['texts'] =>
  new Map(Object.entries(texts).map(([account, sealed]) => [Number(account), sealed]));

export const decodeOutcomes = (event: RecordedEvent): E.Either<CorruptEvent, StoredOutcomes> => {
  const group = readGroup(event.data);
  if (E.isLeft(group)) return E.left(corruptEvent(event)(group.left));
  return E.right({ outcomes: group.right.outcomes.map(outcomeOf), texts: textsOf(group.right.texts) });
};

/** Puts what came back in its place again; `opened`: per account the array that was sealed. An erased text stays away. */
export const withTexts = (
  outcomes: ReadonlyArray<StoredOutcome>,
  opened: ReadonlyMap<number, ReadonlyArray<string>>,
): ReadonlyArray<Outcome> =>
  outcomes.map((outcome) => ({
    ...outcome,
    answers: outcome.answers.map((answers) => answersWithText(answers, opened.get(outcome.account))),
  }));

const answersWithText = (
  { textRef, ...answers }: StoredAnswers,
  texts: ReadonlyArray<string> | undefined,
): DeliveryAnswers => {
  const found = textRef === undefined ? undefined : texts?.[textRef];
  return found === undefined ? answers : { ...answers, text: found };
};
