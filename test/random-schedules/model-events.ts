import * as E from 'fp-ts/Either';
import { openData, PLATFORM_EVENT, writeEvent } from '../../src/application/codecs/platform-event-codec';
import { type EventStore, type NewEvent } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { platformEventsStream } from '../../src/application/streams';
import { ACCOUNT } from '../support/hook-builders';
import { type Dice } from './dice';

export interface ModelEvent {
  readonly id: string;
  readonly position: bigint;
  readonly type: string;
  readonly owner: string;
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
}

export const TYPES = ['click', 'open', 'ETL_FINISHED'] as const;
const OWNERS = ['', 'alice', 'bob', 'carol'];

type Draft = Omit<ModelEvent, 'position'>;

const storedOf = ({ id, type, owner, unshapeable }: Draft): NewEvent => {
  const event = {
    id,
    account: ACCOUNT,
    source: 'shop',
    producerId: id,
    type,
    occurredAt: '2026-11-23T11:00:00Z',
    subjects: unshapeable ? {} : { element: { id: 4 } },
    data: { 'etl.executionId': 5, event: id },
    isTest: false,
    capture: true,
  };
  return { id, type: PLATFORM_EVENT, data: openData(writeEvent(event, owner === '' ? undefined : owner)) };
};

export const modelEvents = (eventStore: EventStore, identity: Identity, dice: Dice): ModelEvents => {
  const all: ModelEvent[] = [];
  const poison = new Set<string>();

  const draft = (): Draft => {
    const type = dice.pick(TYPES);
    return {
      id: identity.random(),
      type,
      owner: dice.pick(OWNERS),
      unshapeable: type === 'ETL_FINISHED' && dice.chance(0.3),
      poison: dice.chance(0.06),
    };
  };

  return {
    all: () => all,
    isPoison: (id) => poison.has(id),
    record: async (count) => {
      const drafts = Array.from({ length: count }, draft);
      const [first, ...others] = drafts.map(storedOf);
      if (first === undefined) return;
      for (const one of drafts) if (one.poison) poison.add(one.id);
      const stream = platformEventsStream(ACCOUNT, '2026-11-23');
      const appended = await eventStore.append(stream, 'any', [first, ...others])();
      if (E.isLeft(appended)) throw new Error(`events were refused: ${appended.left.type}`);
      const before = appended.right.position - BigInt(count);
      drafts.forEach((one, at) => all.push({ ...one, position: before + BigInt(at) + 1n }));
    },
  };
};
