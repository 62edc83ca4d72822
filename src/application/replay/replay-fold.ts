import * as E from 'fp-ts/Either';
import { type RecountFact, recounted } from '../../domain/audit/recount';
import { type PageCaptured } from '../../domain/capture/capture-record';
import { meetsConditions } from '../../domain/capture-rule/deciding-clause';
import { type HookIndex } from '../../domain/capture-rule/hook-index';
import { matches } from '../../domain/capture-rule/matches';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type Period } from '../../domain/replay/period';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { recountFacts } from '../audit/recount-facts';
import { hookOf } from '../capture/hook-of';
import { type StandingHooks } from '../capture/standing-hooks';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type RecordedEvent } from '../ports/event-store';
import { CAPTURES, PREFIXES } from '../streams';
import {
  coverBlock,
  coverParked,
  coverSkipped,
  expectOne,
  newLane,
  type PlacesOf,
  type ReplayedLane,
  type SaidOfLane,
  saidBy,
} from './replayed-lane';

export interface ReplayFoldParts {
  readonly period: Period;
  /** Hooks in question, as they stand where the reading has come to. */
  readonly hooks: StandingHooks;
  readonly isAsked: (stored: RecordedEvent) => boolean;
  /** Exclusive start of what a hook waits for; null: it is not behind. */
  readonly waitsAfter: (hook: number) => bigint | null;
  readonly named: NamedUuid;
  readonly placesOf: (hook: number) => PlacesOf;
  /** Null: its person was erased, or the replay has ended. */
  readonly opened: (routed: RoutedEvent) => Promise<PlatformEvent | null>;
}

/** What became of what hooks wanted, folded from the log in its order, as capture and its recount fold it. */
export interface ReplayFold {
  readonly lanes: ReadonlyMap<number, ReplayedLane>;
  readonly walked: { readonly after: bigint; to: bigint | null };
  /** Platform events of the period. */
  events: number;
  readTo: number | null;
  readonly take: (stored: RecordedEvent) => Promise<void> | undefined;
}

export const replayFold = (after: bigint, parts: ReplayFoldParts): ReplayFold => {
  const { period, hooks, isAsked, waitsAfter, placesOf } = parts;
  const factsOf = recountFacts(parts.named);
  const lanes = new Map<number, ReplayedLane>();

  const laneOf = (hook: number): ReplayedLane => {
    const known = lanes.get(hook) ?? newLane(hook, waitsAfter(hook));
    lanes.set(hook, known);
    return known;
  };

  const expectIn = (
    candidates: ReturnType<HookIndex['candidates']>,
    expected: { readonly position: bigint; readonly counted: boolean },
  ): void => {
    for (const { hook, revision } of candidates) expectOne(laneOf(hook), { ...expected, revision });
  };

  const takeEvent = (stored: RecordedEvent): Promise<void> | undefined => {
    const counted = stored.recordedAt >= period.from && stored.recordedAt <= period.to;
    if (counted) {
      fold.events += 1;
      fold.readTo = stored.recordedAt;
    }
    const routed = decodeRouting(stored);
    if (E.isLeft(routed)) return undefined;
    const wanting = hooks.index.candidates(routed.right).filter(({ rule }) => matches(rule, routed.right));
    const expected = { position: stored.position, counted };
    if (wanting.some(({ rule }) => rule.conditions !== null)) {
      return parts.opened(routed.right).then((event) => {
        expectIn(
          wanting.filter(({ rule }) => meetsConditions(rule, event)),
          expected,
        );
      });
    }
    expectIn(wanting, expected);
    return undefined;
  };

  const count = (hook: number, fact: RecountFact): void => {
    const lane = lanes.get(hook);
    if (lane !== undefined) lane.recount = recounted(lane.recount, fact);
  };

  const takeHook = (stored: RecordedEvent): void => {
    if (!isAsked(stored)) return;
    hooks.apply(stored);
    takeFacts(stored);
  };

  const takeFacts = (stored: RecordedEvent): void => {
    const facts = factsOf(stored);
    if (E.isLeft(facts)) return;
    for (const fact of facts.right) if (fact.type !== 'captured') count(whose(stored, fact), fact);
  };

  const say = (lane: ReplayedLane, said: SaidOfLane): Promise<void> | undefined => {
    switch (said.kind) {
      case 'block':
        return coverBlock(lane, said.block, { walked: fold.walked, placesOf: placesOf(lane.hook) });
      case 'parked':
        coverParked(lane, said.parked);
        return undefined;
      case 'skipped':
        coverSkipped(lane, said.move);
        return undefined;
    }
  };

  const takePage = async (page: PageCaptured): Promise<void> => {
    for (const said of saidBy(page)) {
      const lane = lanes.get(said.hook);
      if (lane !== undefined) await say(lane, said);
    }
  };

  const takeRecord = (stored: RecordedEvent): Promise<void> | undefined => {
    const facts = stored.type === 'PageCaptured' ? factsOf(stored) : E.right([]);
    const [fact] = E.isRight(facts) ? facts.right : [];
    return fact?.type === 'captured' ? takePage(fact.page) : undefined;
  };

  const fold: ReplayFold = {
    lanes,
    walked: { after, to: null },
    events: 0,
    readTo: null,
    take: (stored) => {
      if (stored.stream === CAPTURES) return takeRecord(stored);
      if (stored.stream.startsWith(PREFIXES.platformEvents)) return takeEvent(stored);
      if (stored.stream.startsWith(PREFIXES.hooks)) takeHook(stored);
      else takeFacts(stored);
      return undefined;
    },
  };
  return fold;
};

const whose = (stored: RecordedEvent, fact: RecountFact): number =>
  fact.type === 'answered' ? fact.outcome.hook : hookOf(stored);
