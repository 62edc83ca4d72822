import { type Engine } from '../harness/engine';
import { inShort, watchMemory } from '../harness/memory-watch';
import { monotonic, sleep } from '../harness/monotonic';
import { type Receiver } from '../harness/receiver';
import { type Say } from '../harness/scenario';

export interface ExportLab {
  readonly engine: Engine;
  readonly receiver: Receiver;
  readonly say: Say;
  readonly hook: number;
}

interface RunView {
  readonly run: string;
  readonly status: string;
  readonly dropped?: number;
}

export interface Days {
  readonly from: string;
  readonly to: string;
}

export const startRun = async ({ engine, hook }: ExportLab, days: Days): Promise<string> => {
  const started = (await engine.ask('POST', `/v1/hooks/${String(hook)}/exports`, { ...days })) as RunView;
  return started.run;
};

const POLL_MS = 50;
const PATIENCE_MS = 30 * 60_000;

export const becomes = async ({ engine }: ExportLab, run: string, status: string): Promise<void> => {
  for (const until = monotonic() + PATIENCE_MS; ;) {
    const view = (await engine.ask('GET', `/v1/exports/${run}`)) as RunView;
    if (view.status === status) return;
    if (view.status === 'error' || monotonic() > until) throw new Error(`the export came to ${JSON.stringify(view)}`);
    await sleep(POLL_MS);
  }
};

export interface Exported {
  readonly perSecond: number;
  readonly mostMib: number;
}

/** A whole export: from the start to the last event at the receiver. */
export const exportDays = async (lab: ExportLab, days: Days, events: number): Promise<Exported> => {
  const { receiver, engine, say } = lab;
  const before = await receiver.received(receiver.eventsUrl);
  const memory = watchMemory(engine.pid);
  const startedAt = monotonic();
  const run = await startRun(lab, days);
  const { lastAt } = await receiver.hasReceived(receiver.eventsUrl, before, events);
  await becomes(lab, run, 'completed');
  const seen = memory.stop();
  say(`  ${String(events)} events in ${((lastAt - startedAt) / 1000).toFixed(1)} s; MiB ${inShort(seen)}`);
  return { perSecond: (events * 1000) / (lastAt - startedAt), mostMib: Math.max(...seen) };
};

const QUIET_MS = 1_500;

/** From the command to the last request that came in spite of it, milliseconds. */
export const takesEffectIn = async (lab: ExportLab, run: string, command: 'suspend' | 'abort'): Promise<number> => {
  const { engine, receiver, say } = lab;
  const askedAt = monotonic();
  const answer = (await engine.ask('POST', `/v1/exports/${run}/${command}`, {})) as RunView;
  const answered = monotonic() - askedAt;
  await sleep(QUIET_MS);
  const { lastAt } = await receiver.received(receiver.eventsUrl);
  const dropped = answer.dropped === undefined ? '' : `, ${String(answer.dropped)} dropped`;
  say(`  ${command}: answered in ${answered.toFixed(0)} ms${dropped}`);
  return Math.max(0, lastAt - askedAt);
};

/** How long the preview takes, once the index has counted all that was recorded. */
export const previewMs = async ({ engine, hook, say }: ExportLab, days: Days, events: number): Promise<number> => {
  const path = `/v1/hooks/${String(hook)}/export-preview?from=${days.from}&to=${days.to}`;
  for (const until = monotonic() + PATIENCE_MS; ;) {
    const askedAt = monotonic();
    const seen = (await engine.ask('GET', path)) as { readonly matched: number; readonly exact: boolean };
    const ms = monotonic() - askedAt;
    if (seen.matched === events && seen.exact) return ms;
    if (monotonic() > until) throw new Error(`the preview came to ${JSON.stringify(seen)}`);
    say(`  the index has counted ${String(seen.matched)} of ${String(events)}`);
    await sleep(20 * POLL_MS);
  }
};
