import * as E from 'fp-ts/Either';
import { textId } from '../../domain/platform-event/text-id';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type Clock } from '../ports/clock';
import { type AccountCount, type EventCounts } from '../ports/event-counts';
import { type EventStore, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';
import { PREFIXES } from '../streams';
import { type FollowingStoredModel, followStoredModel } from './follow-stored-model';

export interface FollowEventCounts {
  readonly eventStore: Pick<EventStore, 'subscribe' | 'lastPosition'>;
  readonly counts: EventCounts;
  readonly clock: Clock;
  readonly log: Log;
}

/** Read without parsing the whole: the routing part is written first, and always in this order. */
const WRITTEN =
  /^\{"v":1,"account":(\d+),"type":"([^"\\]*)","source":"[^"\\]*","occurredAt":"[^"\\]*","subjects":\{("database":\{"id":("[^"\\]*"|\d+)\})?/;

interface Keyed {
  readonly account: number;
  readonly type: string;
  readonly database: string;
}

const keyedOf = (stored: RecordedEvent): Keyed | null => {
  const found = WRITTEN.exec(stored.data);
  if (found !== null) {
    const [, account = '', type = '', , id] = found;
    return { account: Number(account), type, database: databaseOf(id) };
  }
  const routed = decodeRouting(stored);
  if (E.isLeft(routed)) return null;
  const { account, type, subjects } = routed.right;
  return { account, type, database: textId(subjects.database) ?? '' };
};

const databaseOf = (id: string | undefined): string =>
  id === undefined ? '' : (textId({ id: id.startsWith('"') ? id.slice(1, -1) : id }) ?? '');

/** How many events of which kind a page has, by the day of their stream. */
export const countsIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<AccountCount> => {
  const found = new Map<string, { -readonly [field in keyof AccountCount]: AccountCount[field] }>();
  for (const stored of events) {
    const keyed = keyedOf(stored);
    if (keyed === null) continue;
    const day = stored.stream.slice(-10);
    const name = `${String(keyed.account)} ${day} ${keyed.type} ${keyed.database}`;
    const known = found.get(name);
    if (known === undefined) found.set(name, { ...keyed, day, n: 1 });
    else known.n += 1;
  }
  return [...found.values()];
};

/** Keeps the index abreast of the log. */
export const followEventCounts = ({ counts, log, ...ports }: FollowEventCounts): FollowingStoredModel =>
  followStoredModel(
    { ...ports, log },
    {
      name: 'the index of events by day',
      prefixes: [PREFIXES.platformEvents],
      position: counts.position,
      clear: counts.clear,
      goesOn: () => undefined,
      apply: async (page) => {
        const added = await counts.add(countsIn(page), page.at(-1)?.position ?? 0n)();
        if (E.isLeft(added))
          log.warn('the index of events by day cannot be written and is tried again', { detail: added.left.detail });
        return E.isRight(added);
      },
    },
  );
