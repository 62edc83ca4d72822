import { waitUntil } from '../support/wait-until';
import { checkHook, type HookVerdict } from './check-hook';
import { type CrashHook, hookBodyOf, oftenGood } from './crash-hooks';
import { answered, type Ask } from './engine-client';
import { type AcceptedEvent } from './load';
import { receivingEnd, type ReceivingEnd, type RunFacts } from './receipts';

/** A historical export that goes on while the engine is killed again and again. */
export interface ExportUnderWay {
  /** Waits for its end, and holds what was received against what was recorded. */
  readonly verdict: () => Promise<HookVerdict>;
  readonly end: ReceivingEnd;
}

const PAGE = 500;
const A_REQUEST = 10;
/** About as many as a life has time for. */
const REQUESTS_A_KILL = 10;
const DAYS = ['2026-10-01', '2026-10-02', '2026-10-03'] as const;
const PATIENCE_MS = 120_000;

const HOOK: CrashHook = {
  name: 'export under way',
  type: 'read',
  packaging: 'together',
  settings: {
    format: 'altcraft',
    batch: { size: A_REQUEST, windowSeconds: 0.1 },
    retry: { maxAttempts: 4, firstDelaySeconds: 0.05, maxDelaySeconds: 1 },
  },
  answer: oftenGood,
};

const pastEvent = (n: number, count: number): object => ({
  id: `past-${String(n)}`,
  source: 'history',
  type: HOOK.type,
  occurredAt: `${DAYS[Math.floor((n * DAYS.length) / count)] ?? DAYS[0]}T12:00:00Z`,
  capture: false,
  subjects: { database: { id: 50 } },
  profile: { id: `past-${String(n % 40)}` },
  data: { n },
});

/** Old history, which no live hook gets. */
const recordHistory = async (ask: Ask, count: number): Promise<ReadonlyArray<AcceptedEvent>> => {
  const accepted: AcceptedEvent[] = [];
  for (let from = 0; from < count; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, count - from) }, (_, at) => pastEvent(from + at, count));
    const { events } = await answered(ask('POST', '/v1/events', page));
    (events as ReadonlyArray<{ readonly event: string }>).forEach(({ event }, at) => {
      accepted.push({ event, type: HOOK.type, producer: 0, n: from + at, profile: '', madeAt: 0 });
    });
  }
  return accepted;
};

export const exportUnderWay = async (ask: Ask, facts: RunFacts, kills: number): Promise<ExportUnderWay> => {
  const end = await receivingEnd(HOOK, facts);
  const created = await answered(ask('POST', '/v1/hooks', hookBodyOf(HOOK, end.url)));
  end.learn(String(created['signingSecret']));
  const id = Number(created['id']);
  const expected = await recordHistory(ask, kills * A_REQUEST * REQUESTS_A_KILL);
  const period = { from: DAYS[0], to: DAYS.at(-1), rateLimit: REQUESTS_A_KILL };
  const { run } = await answered(ask('POST', `/v1/hooks/${String(id)}/exports`, period));

  const read = (): Promise<Readonly<Record<string, unknown>>> => answered(ask('GET', `/v1/exports/${String(run)}`));

  return {
    end,
    verdict: async () => {
      await waitUntil(async () => (await read())['status'] !== 'in-progress', PATIENCE_MS);
      const { status, progress } = await read();
      const sum = { ...(progress as object), accumulating: 0 };
      const evidence = { hook: HOOK, id, expected, receipts: end.receipts, sum, parked: [], audit: { agrees: true } };
      const verdict = checkHook(evidence);
      const faults =
        status === 'completed' ? verdict.faults : [...verdict.faults, `the export ended ${String(status)}`];
      return { ...verdict, faults };
    },
  };
};
