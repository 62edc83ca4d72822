import * as E from 'fp-ts/Either';
import { type EngineEvent } from '../../domain/engine-event/engine-event';
import { afterHook, afterOutcome, afterUnshaped, type Watch, type Watched } from '../../domain/engine-event/watch';
import { decodeCaptureRecord } from '../codecs/capture-record-codec';
import { decodeHookEvent } from '../codecs/hook-codec';
import { decodeOutcomes } from '../codecs/outcome-codec';
import { type RecordedEvent } from '../ports/event-store';
import { CAPTURES, PREFIXES } from '../streams';

/** An engine event under an id that the log gives it: read again, it is the same. */
export interface ToldEvent {
  readonly id: string;
  readonly event: EngineEvent;
}
export interface WatchedLog {
  readonly watch: Watch;
  readonly told: ReadonlyArray<ToldEvent>;
}

type AccountOf = (hook: number) => number | undefined;

const afterOutcomes = (watch: Watch, stored: RecordedEvent): Watched => {
  const group = decodeOutcomes(stored);
  let next = watch;
  const told: EngineEvent[] = [];
  for (const outcome of E.isRight(group) ? group.right.outcomes : []) {
    const after = afterOutcome(next, outcome);
    next = after.watch;
    told.push(...after.told);
  }
  return { watch: next, told };
};

const NOTHING: Watched['told'] = [];

const afterRecord = (watch: Watch, stored: RecordedEvent, accountOf: AccountOf): Watched => {
  const record = stored.type === 'PageCaptured' ? decodeCaptureRecord(stored) : null;
  if (record === null || E.isLeft(record) || record.right.type !== 'PageCaptured') return { watch, told: NOTHING };
  const { parked, at } = record.right;
  return parked.length === 0 ? { watch, told: NOTHING } : afterUnshaped(watch, parked, { at, accountOf });
};

const afterHookEvent = (watch: Watch, stored: RecordedEvent): Watched => {
  const event = decodeHookEvent(stored);
  return E.isLeft(event) ? { watch, told: NOTHING } : afterHook(watch, event.right);
};

const afterOne = (watch: Watch, stored: RecordedEvent, accountOf: AccountOf): Watched => {
  if (stored.stream.startsWith(PREFIXES.hooks)) return afterHookEvent(watch, stored);
  return stored.stream === CAPTURES ? afterRecord(watch, stored, accountOf) : afterOutcomes(watch, stored);
};

/** Reads on in the order of the log. What cannot be read is told by capture, which reads it too. */
export const watchLog = (before: Watch, page: ReadonlyArray<RecordedEvent>, accountOf: AccountOf): WatchedLog => {
  let watch = before;
  const told: ToldEvent[] = [];
  for (const stored of page) {
    const after = afterOne(watch, stored, accountOf);
    watch = after.watch;
    after.told.forEach((event, at) => {
      told.push({ id: `${stored.stream}/${String(stored.revision)}/${String(at)}`, event });
    });
  }
  return { watch, told };
};
