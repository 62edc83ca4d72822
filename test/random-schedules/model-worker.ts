import * as E from 'fp-ts/Either';
import { type BlockCommand, type BlockItem } from '../../src/application/deliver/block-command';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import { encodeParkedEvent } from '../../src/application/codecs/parked-codec';
import { type AppendFailure, type Appended, type EventStore } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { exportParkedStream, outcomesStream, parkedStream } from '../../src/application/streams';
import { packagingOf } from '../../src/domain/message/payload-format';
import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';
import { type StoredEvent } from '../../src/application/codecs/stored-event';
import { AT } from '../support/hook-builders';
import { type Gates } from './gates';
import { type ModelBus } from './model-bus';
import { type ModelReceiver, type Verdict } from './model-receiver';
import { type Standing } from './model-hooks';

/** A worker: sends what it holds, answers each, acknowledges after that. */
export interface ModelWorker {
  readonly take: (command: BlockCommand) => void;
  readonly held: () => number;
  /** Everything unacknowledged goes back to the bus; what it knew is gone. */
  readonly crash: () => void;
}

export interface WorkerParts {
  readonly eventStore: EventStore;
  readonly bus: ModelBus;
  readonly receiver: ModelReceiver;
  readonly identity: Identity;
  readonly gates: Gates;
  readonly now: () => number;
  /** It was given what it holds or has answered. */
  readonly repeated: () => void;
  readonly standing: (hook: number) => Standing;
  /** Asked before each request of its. */
  readonly isRunning: (run: string) => Promise<boolean>;
  /** A mistake to be found: the bus forgets the block before the log knows its answer. */
  readonly acknowledgesFirst: boolean;
}

interface Result {
  readonly item: BlockItem;
  readonly answer: DeliveryAnswers['answer'];
  readonly kind?: 'endpoint' | 'message';
}

interface Sending {
  readonly command: BlockCommand;
  readonly results: Result[];
  failures: number;
  broken: boolean;
  gone: boolean;
  restMs: number;
}

const spent = ({ lastOn }: BlockItem, kind: 'endpoint' | 'message' | undefined): boolean =>
  lastOn === 'any' || (lastOn === 'message' && kind === 'message');

const resultOf = (item: BlockItem, { ok, kind }: Verdict): Result => {
  if (ok) return { item, answer: 'delivered' };
  return { item, answer: spent(item, kind) ? 'parked' : 'failed', ...(kind === undefined ? {} : { kind }) };
};

const returned = (item: BlockItem): Result => ({ item, answer: 'returned' });

const note = (sending: Sending, { ok, kind, gone, restMs }: Verdict): void => {
  const isEndpoint = !ok && kind === 'endpoint';
  sending.failures = isEndpoint ? sending.failures + 1 : 0;
  sending.broken ||= !isEndpoint;
  sending.gone ||= gone;
  sending.restMs = Math.max(sending.restMs, restMs);
};

export const modelWorker = (parts: WorkerParts): ModelWorker => {
  const { eventStore, bus, receiver, identity, gates, standing, isRunning, now, repeated } = parts;
  const self = {};
  const unacknowledged = new Set<BlockCommand>();
  const seen = new Set<string>();

  const sent = (hook: number, webhookId: string, items: ReadonlyArray<BlockItem>): Promise<Verdict> =>
    gates.pass({
      process: self,
      step: `send ${webhookId}`,
      done: () => receiver.receive(hook, webhookId, items),
      lost: () => ({ ok: false, kind: 'endpoint', gone: false, restMs: 0 }),
      refused: () => ({ ok: false, kind: 'endpoint', gone: false, restMs: 0 }),
    });

  const append = async (stream: string, stored: StoredEvent): Promise<void> => {
    const id = identity.random();
    for (;;) {
      const appended = await gates.pass<E.Either<AppendFailure, Appended>>({
        process: self,
        step: `append ${stream}`,
        done: () => eventStore.append(stream, 'any', [{ id, ...stored }])(),
        lost: () => E.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: '' }),
        refused: () => E.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: '' }),
      });
      if (E.isRight(appended)) return;
    }
  };

  const isOver = async ({ command, failures }: Sending): Promise<boolean> =>
    failures >= 5 ||
    (command.probe && failures > 0) ||
    standing(command.hook).status !== 'active' ||
    (command.run !== undefined && !(await isRunning(command.run.id)));

  const together = async (sending: Sending): Promise<void> => {
    const { command } = sending;
    const verdict = await sent(command.hook, command.block, command.items);
    note(sending, verdict);
    sending.results.push(...command.items.map((item) => resultOf(item, verdict)));
  };

  const sendOne = async (sending: Sending, item: BlockItem): Promise<Result> => {
    const verdict = await sent(sending.command.hook, item.delivery, [item]);
    note(sending, verdict);
    return resultOf(item, verdict);
  };

  const oneByOne = async (sending: Sending): Promise<void> => {
    const { command, results } = sending;
    const { mode } = standing(command.hook).definition.ordering;
    const held = new Set(command.setAside);
    /** Deliveries of one line go one after another. */
    const lineOf = (item: BlockItem): string => (mode === 'strict' ? '' : (item.owner ?? item.delivery));
    for (const item of command.items) {
      const result = held.has(lineOf(item)) || (await isOver(sending)) ? returned(item) : await sendOne(sending, item);
      results.push(result);
      const waits = result.answer === 'failed' || result.answer === 'returned';
      if (waits && mode !== 'none') held.add(lineOf(item));
    }
  };

  const park = async ({ command, results }: Sending): Promise<void> => {
    const last = results.filter(({ answer }) => answer === 'parked');
    if (last.length === 0) return;
    const deliveries = last.map(({ item }) => ({
      delivery: item.delivery,
      event: item.event,
      position: item.position,
      revision: command.hookRevision,
      root: command.root,
      index: item.index,
      round: item.round,
      eventType: item.type,
      attempts: item.attempt,
      reason: 'refused',
      sealed: '',
      bytes: 10,
    }));
    const stored = encodeParkedEvent({ type: 'DeliveriesParked', hook: command.hook, at: AT, deliveries });
    const stream =
      command.run === undefined
        ? parkedStream(command.account, command.hook)
        : exportParkedStream(command.account, command.run.id);
    await append(stream, stored);
  };

  const outcomeOf = ({ command, results, failures, broken, gone, restMs }: Sending): Outcome => ({
    account: command.account,
    hook: command.hook,
    block: command.block,
    ...(command.run === undefined ? {} : { run: command.run.id }),
    root: command.root,
    turn: command.turn,
    publication: command.publication,
    hookRevision: command.hookRevision,
    sentRevision: command.hookRevision,
    at: now(),
    probe: command.probe,
    ...(command.manual === undefined ? {} : { manual: command.manual }),
    answers: results.map(({ item, answer, kind }) => ({
      answer,
      indexes: [item.index],
      round: item.round,
      attempt: answer === 'returned' ? 0 : item.attempt,
      ...(kind === undefined ? {} : { kind }),
      ...(answer === 'failed' || answer === 'returned' ? { owners: [item.owner ?? ''] } : {}),
    })),
    streak: { failures, broken },
    gone,
    restMs,
  });

  const acknowledge = (command: BlockCommand): Promise<void> =>
    gates.pass({
      process: self,
      step: 'acknowledge',
      done: () => void unacknowledged.delete(command),
      lost: () => undefined,
      refused: () => void unacknowledged.delete(command),
    });

  const work = async (command: BlockCommand): Promise<void> => {
    const sending: Sending = { command, results: [], failures: 0, broken: false, gone: false, restMs: 0 };
    if (await isOver(sending)) sending.results.push(...command.items.map(returned));
    else await (packagingOf(command.format) === 'together' ? together(sending) : oneByOne(sending));
    await park(sending);
    if (parts.acknowledgesFirst) await acknowledge(command);
    const stored = { type: OUTCOMES, data: encodeOutcomes([outcomeOf(sending)], new Map()) };
    await append(outcomesStream(0), stored);
    if (!parts.acknowledgesFirst) await acknowledge(command);
  };

  return {
    take: (command) => {
      const name = `${command.block}:${String(command.turn)}`;
      if (seen.has(name)) {
        repeated();
        return;
      }
      seen.add(name);
      unacknowledged.add(command);
      void work(command);
    },
    held: () => unacknowledged.size,
    crash: () => {
      gates.forget(self);
      bus.giveBack([...unacknowledged]);
      unacknowledged.clear();
      seen.clear();
    },
  };
};
