import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { systemIdentity } from '../../src/adapters/outbound/identity/system/system-identity';
import { type Capture } from '../../src/application/capture/capture';
import { completeOpen } from '../../src/application/codecs/platform-event-codec';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';
import { REPLAY_LIMITS } from '../../src/application/replay/replay-dependencies';
import { replays } from '../../src/application/replay/replays';
import {
  type ReplayRefusal,
  type ReplayRequest,
  type ReplayUseCases,
  type ReplayView,
} from '../../src/application/use-cases/replays';
import { CAPTURES } from '../../src/application/streams';
import { type CaptureDesk } from './capture-desk';
import { DAY_MS } from './kept-log';
import { ACCOUNT } from './hook-builders';
import { waitUntil } from './wait-until';

export const ACTOR = { account: ACCOUNT, name: 'ops' };
/** The day on which the desk's clock stands. */
export const TODAY = '2026-11-23';

/** Replays over a desk's log, through a capture of it. */
export const replaysAt = (
  desk: CaptureDesk,
  capture: Capture,
  eventStore: EventStore = desk.eventStore,
): ReplayUseCases =>
  replays({
    eventStore,
    currentCapture: () => capture,
    openEvents: (routed) =>
      TE.right(routed.map((one) => (one.enclosed.form === 'open' ? completeOpen(one, one.enclosed.part) : null))),
    identity: systemIdentity(),
    clock: desk.clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    hookOf: (hook) => (hook < 100 ? { account: ACCOUNT } : undefined),
    outcomesKeptMs: 30 * DAY_MS,
    limits: REPLAY_LIMITS,
  });

export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly hook?: number;
  readonly dryRun?: boolean;
}

/** Today up to now, unless asked otherwise. */
export const requestAt = (
  desk: CaptureDesk,
  { from = TODAY, to, hook, dryRun = false }: Asked = {},
): ReplayRequest => ({
  from,
  to: to ?? new Date(desk.clock.now()).toISOString(),
  dryRun,
  ...(hook === undefined ? {} : { hook }),
});

/** Waits until it is over. */
export const replayed = async (desk: CaptureDesk, capture: Capture, asked: Asked = {}): Promise<ReplayView> => {
  const { start, read } = replaysAt(desk, capture);
  const started = await start(ACTOR, requestAt(desk, asked))();
  if (E.isLeft(started)) throw new Error(JSON.stringify(started.left));
  let view = started.right;
  await waitUntil(async () => {
    const now = await read(ACTOR, view.replay)();
    if (E.isRight(now)) view = now.right;
    return view.status !== 'running';
  });
  return view;
};

export const refusedAt = async (desk: CaptureDesk, capture: Capture, asked: Asked): Promise<ReplayRefusal> => {
  const started = await replaysAt(desk, capture).start(ACTOR, requestAt(desk, asked))();
  if (E.isRight(started)) throw new Error('it was not refused');
  return started.left;
};

/** A log that forgets blocks in the records of a capture; `number` counts them from 1. */
export const losing =
  (isLost: (block: { readonly hook: number; readonly n: number }, number: number) => boolean) =>
  (store: EventStore): EventStore => {
    let blocks = 0;
    const without = (data: string): string => {
      const record = JSON.parse(data) as { blocks?: ReadonlyArray<{ hook: number; n: number }> };
      if (record.blocks === undefined) return data;
      return JSON.stringify({ ...record, blocks: record.blocks.filter((block) => !isLost(block, (blocks += 1))) });
    };
    return {
      ...store,
      append: (stream, expected, [first, ...others]) =>
        store.append(stream, expected, [
          stream === CAPTURES && first.type === 'PageCaptured' ? { ...first, data: without(first.data) } : first,
          ...others,
        ]),
    };
  };

/** A log that does not show a live capture some events. */
export const hiding =
  (isHidden: (stored: RecordedEvent) => boolean) =>
  (store: EventStore): EventStore => ({
    ...store,
    subscribe: (options) => {
      const subscription = store.subscribe(options);
      return {
        ...subscription,
        next: async () => {
          const page = await subscription.next();
          return page === null ? null : page.filter((stored) => !isHidden(stored));
        },
      };
    },
  });
