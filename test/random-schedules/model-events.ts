import * as E from 'fp-ts/Either';
import { openData, PLATFORM_EVENT, writeEvent } from '../../src/application/codecs/platform-event-codec';
import { type EventStore, type NewEvent } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { platformEventsStream } from '../../src/application/streams';
import { ACCOUNT } from '../support/hook-builders';
import { type Dice } from './dice';
import { type ModelClock } from './model-clock';

export interface ModelEvent {
  readonly id: string;
  readonly position: bigint;
  readonly type: string;
  /** Of its occurrence, UTC. */
  readonly day: string;
  readonly owner: string;
  /** What conditions ask about. */
  readonly size: number;
  readonly recordedAt: number;
  /** Cannot become a message of an Actito hook. */
  readonly unshapeable: boolean;
  /** Refused by every receiver as a message. */
  readonly poison: boolean;
}

export interface ModelEvents {
  readonly all: () => ReadonlyArray<ModelEvent>;
  readonly isPoison: (id: string) => boolean;
  /** Records some events in one append. */
  readonly record: (count: number) => Promise<void>;
  /** Records a fresh event and an earlier one once more, with the same body or another; false: there is none. */
  readonly copy: () => Promise<boolean>;
  /** Positions of the copies. */
  readonly copies: ReadonlyArray<bigint>;
}

export const TYPES = ['click', 'open', 'ETL_FINISHED'] as const;
export const DAYS = ['2026-11-21', '2026-11-22', '2026-11-23'] as const;
const OWNERS = ['', 'alice', 'bob', 'carol'];

type Draft = Omit<ModelEvent, 'position' | 'recordedAt'>;

/** Copies come within the hour for which capture promises to find them. */
const COPIED_WITHIN_MS = 59 * 60_000;

const storedOf = ({ id, type, day, owner, size, unshapeable }: Draft): NewEvent => {
  const event = {
    id,
    account: ACCOUNT,
    source: 'shop',
    producerId: id,
    type,
    occurredAt: `${day}T11:00:00Z`,
    subjects: unshapeable ? {} : { element: { id: 4 } },
    data: { 'etl.executionId': 5, event: id, size },
    isTest: false,
    capture: true,
  };
  return { id, type: PLATFORM_EVENT, data: openData(writeEvent(event, owner === '' ? undefined : owner)) };
};

export interface ModelEventsParts {
  readonly eventStore: EventStore;
  readonly identity: Identity;
  readonly dice: Dice;
  readonly clock: Pick<ModelClock, 'now'>;
}

export const modelEvents = ({ eventStore, identity, dice, clock }: ModelEventsParts): ModelEvents => {
  const all: ModelEvent[] = [];
  const copies: bigint[] = [];
  const poison = new Set<string>();

  const draft = (day: string): Draft => {
    const type = dice.pick(TYPES);
    return {
      id: identity.random(),
      type,
      day,
      owner: dice.pick(OWNERS),
      size: dice.upTo(5),
      unshapeable: type === 'ETL_FINISHED' && dice.chance(0.3),
      poison: dice.chance(0.06),
    };
  };

  /** All of one day; answers the position of the last one. */
  const append = async (drafts: ReadonlyArray<Draft>): Promise<bigint> => {
    const [first, ...others] = drafts.map(storedOf);
    if (first === undefined) throw new Error('there is nothing to record');
    const stream = platformEventsStream(ACCOUNT, drafts[0]?.day ?? '');
    const appended = await eventStore.append(stream, 'any', [first, ...others])();
    if (E.isLeft(appended)) throw new Error(`events were refused: ${appended.left.type}`);
    return appended.right.position;
  };

  const recorded = (fresh: Draft, position: bigint): void => {
    if (fresh.poison) poison.add(fresh.id);
    all.push({ ...fresh, position, recordedAt: clock.now() });
  };

  return {
    all: () => all,
    copies,
    isPoison: (id) => poison.has(id),
    record: async (count) => {
      const day = dice.pick(DAYS);
      const drafts = Array.from({ length: count }, () => draft(day));
      const before = (await append(drafts)) - BigInt(count);
      drafts.forEach((one, at) => {
        recorded(one, before + BigInt(at) + 1n);
      });
    },
    copy: async () => {
      const lately = all.filter(({ recordedAt }) => clock.now() - recordedAt <= COPIED_WITHIN_MS);
      if (lately.length === 0) return false;
      const earlier = dice.pick(lately);
      const again = dice.chance(0.8) ? earlier : { ...draft(earlier.day), id: earlier.id };
      const fresh = draft(earlier.day);
      const last = await append([fresh, again]);
      recorded(fresh, last - 1n);
      copies.push(last);
      return true;
    },
  };
};
