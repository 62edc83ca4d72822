import * as E from 'fp-ts/Either';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { type HookSum } from '../../src/application/use-cases/sums';
import { decodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { decodeRunCaptured, RUN_CAPTURED } from '../../src/application/codecs/run-record-codec';
import { type PageCaptured } from '../../src/domain/capture/capture-record';
import { packagingOf } from '../../src/domain/message/payload-format';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import { type Fate, fatesOf } from './oracle';
import { type ModelHook, standingOf } from './model-hooks';
import { runDeliveries } from './run-checks';
import { type World } from './world';

type Ends = { readonly [end in Fate['end'] | 'captured']: number };

const endsOf = (fates: ReadonlyArray<Fate>): Ends => {
  const ends = { captured: fates.length, delivered: 0, parked: 0, discarded: 0, lost: 0 };
  for (const { end } of fates) ends[end] += 1;
  return ends;
};

const sumProblems = (hook: ModelHook, fates: ReadonlyArray<Fate>, sum: HookSum | null): ReadonlyArray<string> => {
  const { lost, ...ends } = endsOf(fates);
  const name = `hook ${String(hook.id)}`;
  const problems =
    lost === 0
      ? []
      : [
          `${name} lost ${fates
            .filter(({ end }) => end === 'lost')
            .map(({ event }) => String(event.position))
            .join(', ')}`,
        ];
  for (const total of ['captured', 'delivered', 'parked', 'discarded'] as const) {
    if (sum?.[total] !== ends[total])
      problems.push(`${name}: ${total} is ${String(sum?.[total])}, not ${String(ends[total])}`);
  }
  return problems;
};

/** Deliveries the far side took, each with how often. */
const acceptedBy = (world: World, hook: ModelHook): ReadonlyMap<string, ReadonlyArray<number>> => {
  const accepted = new Map<string, number[]>();
  for (const request of world.history.requests) {
    if (request.hook !== hook.id || !request.accepted) continue;
    for (const delivery of request.deliveries) {
      const times = accepted.get(delivery) ?? [];
      times.push(request.causes);
      accepted.set(delivery, times);
    }
  }
  return accepted;
};

const confirmationProblems = (world: World, hook: ModelHook, fates: ReadonlyArray<Fate>): ReadonlyArray<string> => {
  const accepted = acceptedBy(world, hook);
  const asked = new Set([...runDeliveries(world), ...fates.map(({ delivery }) => delivery)]);
  const unconfirmed = fates.filter(({ end, delivery }) => end === 'delivered' && !accepted.has(delivery));
  const unasked = [...accepted.keys()].filter((delivery) => !asked.has(delivery));
  return [
    ...unconfirmed.map(({ event }) => `${String(event.position)} counts as delivered, nobody took it`),
    ...fates
      .filter((fate) => isParkedForNothing(hook, fate))
      .map(({ event }) => `${String(event.position)} was parked without a reason`),
    ...unasked.map((delivery) => `hook ${String(hook.id)} got ${delivery}, which it never asked for`),
  ];
};

const isParkedForNothing = (hook: ModelHook, { end, event }: Fate): boolean =>
  end === 'parked' && !event.poison && !event.unshapeable && !mayPark(hook);

/** A whole block is parked for one of its deliveries, and without a circuit any failure parks. */
const mayPark = (hook: ModelHook): boolean =>
  hook.standings.some(
    ({ definition }) => packagingOf(definition.format) === 'together' || definition.circuit === 'off',
  );

const repeatProblems = (world: World, hook: ModelHook): ReadonlyArray<string> =>
  [...acceptedBy(world, hook)].flatMap(([delivery, times]) =>
    times.length > 1 && world.history.causes.length === 0
      ? [`${delivery} came ${String(times.length)} times without a cause`]
      : [],
  );

/** A worker that parks one and goes on may crash before its outcome: the parked one is then tried again, behind the others. */
const mayHaveGoneOn = ({ history }: World): boolean => history.causes.includes('worker crashed');

const mustKeepOrder = (world: World, hook: ModelHook): boolean => {
  const { mode, onExhausted } = standingOf(hook).definition.ordering;
  return mode !== 'none' && (onExhausted !== 'park' || !mayHaveGoneOn(world));
};

const orderProblems = (world: World, hook: ModelHook, fates: ReadonlyArray<Fate>): ReadonlyArray<string> => {
  if (!mustKeepOrder(world, hook)) return [];
  const { mode } = standingOf(hook).definition.ordering;
  const ordered = fates.filter(
    ({ end, event }) => end === 'delivered' && !hook.skips.some((skip) => skip > event.position),
  );
  const places = new Map(ordered.map((fate) => [fate.delivery, fate]));
  const newest = new Map<string, bigint>();
  const problems: string[] = [];
  // The first time each was taken; a map keeps the order in which its keys came.
  for (const delivery of acceptedBy(world, hook).keys()) {
    const fate = places.get(delivery);
    if (fate === undefined) continue;
    const { position } = fate.event;
    const line = mode === 'strict' ? '' : fate.event.owner || delivery;
    const before = newest.get(line) ?? -1n;
    if (position < before)
      problems.push(`hook ${String(hook.id)}: ${String(position)} came after ${String(before)} (${mode})`);
    else newest.set(line, position);
  }
  return problems;
};

const contentOf = ({ items }: BlockCommand): string =>
  items.map(({ index, delivery, body }) => `${String(index)} ${delivery} ${body ?? ''}`).join('\n');

/** The same block has the same bytes under the same id, each delivery the same body, each publication its own number. */
const publicationProblems = (world: World, recorded: ReadonlySet<string>): ReadonlyArray<string> => {
  const problems: string[] = [];
  const numbers = new Set<string>();
  const contents = new Map<string, string>();
  const same = (name: string, content: string): void => {
    if ((contents.get(name) ?? content) !== content) problems.push(`${name} changed its bytes`);
    contents.set(name, content);
  };
  for (const command of world.history.published) {
    if (numbers.has(command.publication)) problems.push(`publication ${command.publication} was given twice`);
    numbers.add(command.publication);
    if (!recorded.has(command.root)) problems.push(`block ${command.root} was published and never recorded`);
    if (command.items.length === 0) problems.push(`block ${command.root} was published without deliveries`);
    if (packagingOf(command.format) === 'together') same(`block ${command.block}`, contentOf(command));
    for (const { delivery, body } of command.items) same(`delivery ${delivery}`, body ?? '');
  }
  return problems;
};

const recordedBlocks = (log: ReadonlyArray<RecordedEvent>): ReadonlySet<string> => {
  const roots = new Set<string>();
  for (const { blocks } of pagesIn(log)) for (const { id } of blocks) roots.add(id);
  for (const stored of log) {
    const page = stored.type === RUN_CAPTURED ? decodeRunCaptured(stored) : null;
    if (page !== null && E.isRight(page)) for (const { id } of page.right.blocks) roots.add(id);
  }
  return roots;
};

const pagesIn = (log: ReadonlyArray<RecordedEvent>): ReadonlyArray<PageCaptured> =>
  log.flatMap((stored) => {
    const record = stored.type === 'PageCaptured' ? decodeCaptureRecord(stored) : null;
    return record === null || E.isLeft(record) || record.right.type !== 'PageCaptured' ? [] : [record.right];
  });

/** Each copy stands in one record, and nothing else is called one. */
const copyProblems = (world: World, log: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => {
  const named = pagesIn(log).flatMap(({ copies }) => copies ?? []);
  return named.join() === world.events.copies.join()
    ? []
    : [`copies ${named.join(' ')} are recorded, not ${world.events.copies.join(' ')}`];
};

/** Everything that is wrong once the world is at rest; empty when nothing is. */
export const problemsAtRest = (
  world: World,
  log: ReadonlyArray<RecordedEvent>,
  sumOf: (hook: number) => HookSum | null,
): ReadonlyArray<string> => {
  const problems = [
    ...world.history.wrong,
    ...publicationProblems(world, recordedBlocks(log)),
    ...copyProblems(world, log),
  ];
  for (const [hook, fates] of fatesOf(log, world)) {
    problems.push(
      ...sumProblems(hook, fates, sumOf(hook.id)),
      ...confirmationProblems(world, hook, fates),
      ...repeatProblems(world, hook),
      ...orderProblems(world, hook, fates),
    );
  }
  return problems;
};
