import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Capture } from '../../src/application/capture/capture';
import { encodeExportRunEvent } from '../../src/application/codecs/export-run-codec';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { exportRunStream } from '../../src/application/streams';
import { type RunProgress } from '../../src/application/use-cases/run-progress';
import { type ExportRunEvent, type ExportRunStarted } from '../../src/domain/export-run/export-run-event';
import { type CaptureDesk, eventId, lettersOf } from './capture-desk';
import { ACCOUNT } from './hook-builders';

export const RUN = '1-1';
export const RUN_BASE = { run: RUN, hook: 1, account: ACCOUNT, at: '2026-11-26T09:00:00.000Z', by: 'Jo' };
/** Of hook 1 over the day on which the events of a capture desk happen. */
export const RUN_STARTED: ExportRunStarted = {
  type: 'ExportRunStarted',
  ...RUN_BASE,
  period: {
    from: '2026-11-23',
    to: '2026-11-23',
    zone: 'UTC',
    begins: Date.parse('2026-11-23T00:00:00Z'),
    ends: Date.parse('2026-11-24T00:00:00Z'),
  },
  hookRevision: 1,
  types: ['click'],
  notExportable: [],
  skipDelivered: false,
};

/** What scenarios of an export run say besides those of capture. */
export interface ExportDesk {
  readonly append: (event: ExportRunEvent) => Promise<void>;
  /** Recorded as history. */
  readonly past: (...letters: ReadonlyArray<string>) => Promise<void>;
  /** What is on the bus once nothing moves any more. */
  readonly published: () => Promise<ReadonlyArray<BlockCommand>>;
  /** Answers whatever is published with success, until nothing more comes; the letters in the order of sending. */
  readonly deliverAll: () => Promise<string>;
  readonly progress: (capture: Capture) => Promise<RunProgress | null>;
  /** The newest in the run's own stream. */
  readonly newest: () => Promise<RecordedEvent | undefined>;
}

const TURNS_TO_REST = 60;
/** An export gives way to what is live. */
const A_PAUSE_MS = 10;

export const exportDesk = (desk: CaptureDesk): ExportDesk => {
  let number = 0;
  const published = async (): Promise<ReadonlyArray<BlockCommand>> => {
    for (let turn = 0; turn < TURNS_TO_REST; turn += 1) await desk.advance(A_PAUSE_MS);
    return desk.published();
  };
  return {
    append: async (event) => {
      number += 1;
      const id = `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
      const stored = { id, ...encodeExportRunEvent(event) };
      const appended = await desk.eventStore.append(exportRunStream(ACCOUNT, RUN), 'any', [stored])();
      expect(E.isRight(appended)).to.equal(true);
    },
    past: (...letters) => desk.events(...letters.map((letter) => ({ id: eventId(letter), capture: false }))),
    published,
    deliverAll: async () => {
      let delivered = '';
      for (let sent = await published(); sent.length > 0; sent = await published())
        for (const command of sent) {
          delivered += lettersOf(command);
          await desk.answer(command, {});
        }
      return delivered;
    },
    progress: async (capture) => {
      const told = await capture.progressOf(RUN)();
      return E.isRight(told) ? told.right : null;
    },
    newest: async () => (await desk.log()).filter(({ stream }) => stream === exportRunStream(ACCOUNT, RUN)).at(-1),
  };
};
