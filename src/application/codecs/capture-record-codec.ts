import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import {
  type BehindMove,
  type CaptureRecord,
  type CaptureTakenOver,
  type ClosedBlock,
  type OpenBlock,
  type PageCaptured,
  type ParkedAtOnce,
  type PartialEvent,
} from '../../domain/capture/capture-record';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, digits, listOf, object, parseAs, type ShapeOf, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Stream `captures-all`. Positions are decimal text; empty lists are left out. */
const storedPage = object(
  { v: version1, position: digits, at: count },
  {
    blocks: listOf(
      object({ id: text, hook: count, from: digits, to: digits, n: count, bytes: count, rev: count }, { picks: text }),
    ),
    open: listOf(object({ hook: count, from: digits, n: count, since: count }, {})),
    parked: listOf(object({ hook: count, delivery: text, position: digits, reason: text, parked: digits }, {})),
    behind: listOf(object({ hook: count, after: digits }, { skipped: count })),
    caughtUp: listOf(count),
    copies: listOf(digits),
    partial: object({ position: digits, hook: count }, {}),
  },
);
const storedTakeover = object({ v: version1, at: count }, {});

type StoredPage = ShapeOf<typeof storedPage>;
const readPage = parseAs(storedPage);
const readTakeover = parseAs(storedTakeover);

const blocksOf = (page: StoredPage): ReadonlyArray<ClosedBlock> =>
  (page.blocks ?? []).map(({ id, hook, from, to, n, bytes, rev, picks }) => ({
    id,
    hook,
    from: BigInt(from),
    to: BigInt(to),
    n,
    bytes,
    revision: rev,
    ...(picks !== undefined && { picks }),
  }));
const openOf = (page: StoredPage): ReadonlyArray<OpenBlock> =>
  (page.open ?? []).map(({ hook, from, n, since }) => ({ hook, from: BigInt(from), n, openedAt: since }));
const parkedOf = (page: StoredPage): ReadonlyArray<ParkedAtOnce> =>
  (page.parked ?? []).map(({ hook, delivery, position, reason, parked }) => ({
    hook,
    delivery,
    position: BigInt(position),
    reason,
    parkedRevision: parked,
  }));
const behindOf = (page: StoredPage): ReadonlyArray<BehindMove> =>
  (page.behind ?? []).map(({ hook, after, skipped }) => ({ hook, after: BigInt(after), skipped: skipped ?? 0 }));

const partialOf = ({ position, hook }: NonNullable<StoredPage['partial']>): PartialEvent => ({
  position: BigInt(position),
  hook,
});

const pageOf = (page: StoredPage): PageCaptured => ({
  type: 'PageCaptured',
  position: BigInt(page.position),
  at: page.at,
  blocks: blocksOf(page),
  open: openOf(page),
  parked: parkedOf(page),
  behind: behindOf(page),
  caughtUp: page.caughtUp ?? [],
  ...(page.copies !== undefined && { copies: page.copies.map(BigInt) }),
  ...(page.partial !== undefined && { partial: partialOf(page.partial) }),
});

const unlessEmpty = <T, S>(items: ReadonlyArray<T>, stored: (item: T) => S): ReadonlyArray<S> | undefined =>
  items.length === 0 ? undefined : items.map(stored);

const storePage = (page: PageCaptured): string =>
  JSON.stringify({
    v: 1,
    position: String(page.position),
    at: page.at,
    blocks: unlessEmpty(page.blocks, ({ id, hook, from, to, n, bytes, revision, picks }) => ({
      id,
      hook,
      from: String(from),
      to: String(to),
      n,
      bytes,
      rev: revision,
      picks,
    })),
    open: unlessEmpty(page.open, ({ hook, from, n, openedAt }) => ({ hook, from: String(from), n, since: openedAt })),
    parked: unlessEmpty(page.parked, ({ hook, delivery, position, reason, parkedRevision }) => ({
      hook,
      delivery,
      position: String(position),
      reason,
      parked: parkedRevision,
    })),
    behind: unlessEmpty(page.behind, ({ hook, after, skipped }) => ({
      hook,
      after: String(after),
      skipped: skipped === 0 ? undefined : skipped,
    })),
    caughtUp: unlessEmpty(page.caughtUp, (hook) => hook),
    copies: unlessEmpty(page.copies ?? [], String),
    partial: page.partial && { position: String(page.partial.position), hook: page.partial.hook },
  });

export const encodeCaptureRecord = (record: CaptureRecord): StoredEvent => {
  switch (record.type) {
    case 'PageCaptured':
      return { type: record.type, data: storePage(record) };
    case 'CaptureTakenOver':
      return { type: record.type, data: JSON.stringify({ v: 1, at: record.at }) };
  }
};

/** Types other than the two (snapshots) are not for this codec. */
export const decodeCaptureRecord = (event: RecordedEvent): E.Either<CorruptEvent, CaptureRecord> => {
  const corrupt = corruptEvent(event);
  switch (event.type) {
    case 'PageCaptured':
      return pipe(readPage(event.data), E.mapLeft(corrupt), E.map(pageOf));
    case 'CaptureTakenOver':
      return pipe(
        readTakeover(event.data),
        E.mapLeft(corrupt),
        E.map(({ at }): CaptureTakenOver => ({ type: 'CaptureTakenOver', at })),
      );
    default:
      return E.left(corrupt('is no capture record'));
  }
};
