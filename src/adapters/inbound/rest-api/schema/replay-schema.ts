import { type ReplayCounts, type ReplayedHook, type ReplayView } from '../../../../application/use-cases/replays';
import { count, flag, instant, listOf, named, objectOf, oneOf, optional, text, uuid, viewOf, whole } from './schema';

const COUNTS = {
  matched: count,
  delivered: count,
  parked: count,
  discarded: count,
  waiting: count,
  missing: count,
  unclear: count,
  repaired: count,
};
const COUNTS_EXAMPLE: ReplayCounts = {
  matched: 5,
  delivered: 3,
  parked: 0,
  discarded: 0,
  waiting: 0,
  missing: 2,
  unclear: 0,
  repaired: 2,
};

const replayedHook = viewOf<ReplayedHook>({
  ...COUNTS,
  hook: whole,
  left: optional(listOf(objectOf({ because: text, deliveries: count }))),
});

export const REPLAY = named(
  'Replay',
  viewOf<ReplayView>({
    ...COUNTS,
    replay: uuid,
    account: whole,
    hook: optional(whole),
    from: text,
    to: text,
    dryRun: flag,
    by: text,
    startedAt: instant,
    endedAt: optional(instant),
    status: oneOf('running', 'done', 'cancelled', 'failed'),
    detail: optional(text),
    events: count,
    readTo: optional(instant),
    hooks: listOf(replayedHook),
    hooksLeftOut: count,
  }),
  {
    replay: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a002',
    account: 23,
    from: '2026-11-22T00:00:00.000Z',
    to: '2026-11-23T09:00:00.000Z',
    dryRun: false,
    by: 'alice',
    startedAt: '2026-11-23T10:00:00.000Z',
    endedAt: '2026-11-23T10:00:02.000Z',
    status: 'done',
    events: 1200,
    readTo: '2026-11-23T08:59:58.000Z',
    hooks: [{ hook: 7, ...COUNTS_EXAMPLE }],
    hooksLeftOut: 0,
    ...COUNTS_EXAMPLE,
  },
);
