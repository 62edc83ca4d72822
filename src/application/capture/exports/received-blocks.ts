import * as E from 'fp-ts/Either';
import { type PageCaptured } from '../../../domain/capture/capture-record';
import { type RunCaptured } from '../../../domain/capture/run-record';
import { hookAndNumberOf } from '../../../domain/export-run/run-id';
import { redeliveryBlocks } from '../../../domain/parked/redelivery-blocks';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { decodeCaptureRecord } from '../../codecs/capture-record-codec';
import { decodeOutcomes, OUTCOMES } from '../../codecs/outcome-codec';
import { decodeParkedEvent } from '../../codecs/parked-codec';
import { decodeRunCaptured, RUN_CAPTURED } from '../../codecs/run-record-codec';
import { type RecordedEvent } from '../../ports/event-store';

/** A block of the hook, live or of an earlier run, and what of it was delivered. */
export interface ReceivedBlock {
  readonly root: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly n: number;
  readonly of:
    | { readonly kind: 'hook'; readonly revision: number; readonly picks?: string }
    | { readonly kind: 'run'; readonly run: string; readonly day: string; readonly only?: ReadonlyArray<bigint> };
  readonly delivered: Set<number>;
}

/** Folds the engine's own streams into what one hook has received. */
export interface ReceivedBlocks {
  readonly take: (stored: RecordedEvent) => void;
  readonly all: () => Iterable<ReceivedBlock>;
}

interface Place {
  readonly root: string;
  readonly index: number;
}

export const receivedBlocks = (hook: number, named: NamedUuid): ReceivedBlocks => {
  const blocks = new Map<string, ReceivedBlock>();
  /** Blocks a redelivery made: where each of their deliveries was captured. */
  const redelivered = new Map<string, ReadonlyArray<Place>>();

  const keep = (block: Omit<ReceivedBlock, 'delivered'>): void => {
    blocks.set(block.root, { ...block, delivered: new Set() });
  };

  const takePage = ({ blocks: closed }: PageCaptured): void => {
    for (const { id, hook: of, from, to, n, revision, picks } of closed)
      if (of === hook)
        keep({ root: id, from, to, n, of: { kind: 'hook', revision, ...(picks === undefined ? {} : { picks }) } });
  };

  const takeRunPage = ({ run, blocks: closed }: RunCaptured): void => {
    if (hookAndNumberOf(run)?.hook !== hook) return;
    for (const { id, day, from, to, n, only } of closed)
      keep({ root: id, from, to, n, of: { kind: 'run', run, day, ...(only === undefined ? {} : { only }) } });
  };

  const deliver = (root: string, index: number): void => {
    const origin = redelivered.get(root)?.[index];
    if (origin === undefined) blocks.get(root)?.delivered.add(index);
    else if (origin.root !== root) deliver(origin.root, origin.index);
  };

  const takeOutcomes = (stored: RecordedEvent): void => {
    const group = decodeOutcomes(stored);
    const ofHook = E.isRight(group) ? group.right.outcomes.filter((outcome) => outcome.hook === hook) : [];
    for (const { root, answers } of ofHook)
      for (const { indexes } of answers.filter(({ answer }) => answer === 'delivered'))
        indexes.forEach((index) => {
          deliver(root, index);
        });
  };

  const takeAsked = (stored: RecordedEvent): void => {
    const asked = decodeParkedEvent(stored);
    if (E.isLeft(asked) || asked.right.type !== 'RedeliveryAsked' || asked.right.hook !== hook) return;
    for (const { root, deliveries } of redeliveryBlocks(named)(asked.right)) redelivered.set(root, deliveries);
  };

  const TAKE: Readonly<Record<string, (stored: RecordedEvent) => void>> = {
    PageCaptured: (stored) => {
      const record = decodeCaptureRecord(stored);
      if (E.isRight(record) && record.right.type === 'PageCaptured') takePage(record.right);
    },
    [RUN_CAPTURED]: (stored) => {
      const record = decodeRunCaptured(stored);
      if (E.isRight(record)) takeRunPage(record.right);
    },
    [OUTCOMES]: takeOutcomes,
    RedeliveryAsked: takeAsked,
  };

  return { take: (stored) => TAKE[stored.type]?.(stored), all: () => blocks.values() };
};
