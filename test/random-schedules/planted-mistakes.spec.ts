import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { RUN_CAPTURED } from '../../src/application/codecs/run-record-codec';
import { type Appended, type AppendFailure, type EventStore } from '../../src/application/ports/event-store';
import { CAPTURES, PREFIXES } from '../../src/application/streams';
import { type Mistake } from './capture-process';
import { runSchedule } from './run-schedule';
import { type PlantedMistake } from './world';

const SCHEDULES = 1500;

/** The first schedule that finds the mistake, and what it says; null when none does. */
const found = async (planted: () => PlantedMistake): Promise<string | null> => {
  for (let seed = 1; seed <= SCHEDULES; seed += 1) {
    const { problems } = await runSchedule(seed, planted());
    if (problems.length > 0) return problems.join('\n');
  }
  return null;
};

/** Every record is accepted, whatever another capture has written. */
const withoutExpectedRevision = (): Mistake => ({
  eventStore: (store) => ({
    ...store,
    append: (stream, expected, events) => store.append(stream, stream === CAPTURES ? 'any' : expected, events),
  }),
});

/** Says that a page is recorded before it is; what has been said is then recorded in the background. */
const publishedBeforeRecorded = (): Mistake => ({
  eventStore: (store): EventStore => {
    let revision: bigint | null = null;
    let writing: Promise<unknown> = Promise.resolve();
    return {
      ...store,
      append: (stream, expected, events): TE.TaskEither<AppendFailure, Appended> => {
        const isPage = stream === CAPTURES && events[0].type === 'PageCaptured';
        if (!isPage) return store.append(stream, expected, events);
        return () => {
          revision = (typeof expected === 'bigint' ? expected : -1n) + 1n;
          writing = writing.then(store.append(stream, expected, events));
          return TE.right({ revision, position: 0n, repeated: false })();
        };
      },
    };
  },
});

/** Believes that what was once put on the bus is still there after a start. */
const trustsTheBus = (): (() => Mistake) => {
  const onBus = new Set<string>();
  return () => {
    const trusted = new Set(onBus);
    return {
      publish: (publish) => (commands) => {
        const nameOf = ({ block, turn }: (typeof commands)[number]): string => `${block}:${String(turn)}`;
        const missing = commands.filter((command) => !trusted.has(nameOf(command)));
        for (const command of commands) onBus.add(nameOf(command));
        return missing.length === 0 ? TE.right(undefined) : publish(missing);
      },
    };
  };
};

/** Knows the ids of this run only: what was recorded before the start is no reason to skip anything. */
const forgetsIds = (): Mistake => ({
  eventStore: (store) => ({
    ...store,
    readRange: (range) =>
      range.to !== null && range.prefixes.join() === PREFIXES.platformEvents
        ? TE.right({ events: [], complete: true })
        : store.readRange(range),
  }),
});

/** Skips copies, and does not say in its record which. */
const doesNotPinCopies = (): Mistake => ({
  eventStore: (store) => ({
    ...store,
    append: (stream, expected, [first, ...others]) => {
      const data = stream === CAPTURES ? first.data.replace(/,"copies":\[[^\]]*\]/, '') : first.data;
      return store.append(stream, expected, [{ ...first, data }, ...others]);
    },
  }),
});

/** Captures by conditions on data, and does not say in its record what a block took. */
const doesNotSayWhatItTook = (): Mistake => ({
  eventStore: (store) => ({
    ...store,
    append: (stream, expected, [first, ...others]) => {
      const data = stream === CAPTURES ? first.data.replace(/,"picks":"[^"]*"/g, '') : first.data;
      return store.append(stream, expected, [{ ...first, data }, ...others]);
    },
  }),
});

/** Says in its records that an export has read one event more than it has. */
const readsPastTheCheckpoint = (): Mistake => ({
  eventStore: (store) => ({
    ...store,
    append: (stream, expected, [first, ...others]) => {
      const further = (_: string, next: string): string => `"next":"${String(BigInt(next) + 1n)}"`;
      const data = first.type === RUN_CAPTURED ? first.data.replace(/"next":"(\d+)"/, further) : first.data;
      return store.append(stream, expected, [{ ...first, data }, ...others]);
    },
  }),
});

describe('a planted mistake is found by random schedules', function () {
  this.timeout(120_000);

  it('when a worker acknowledges before its outcome is in the log', async () => {
    expect(await found(() => ({ acknowledgesFirst: true }))).to.be.a('string');
  });

  it('when capture publishes before its record is in the log', async () => {
    expect(await found(() => ({ ofCapture: publishedBeforeRecorded }))).to.be.a('string');
  });

  it('when capture trusts what lies on the bus after a start', async () => {
    expect(await found(() => ({ ofCapture: trustsTheBus() }))).to.be.a('string');
  });

  it('when capture forgets after a start which ids were recorded', async () => {
    expect(await found(() => ({ ofCapture: forgetsIds }))).to.match(/captured is|are recorded/);
  });

  it('when capture skips a copy without saying so in its record', async () => {
    expect(await found(() => ({ ofCapture: doesNotPinCopies }))).to.be.a('string');
  });

  it('when capture does not say in its record what a block took by conditions', async () => {
    expect(await found(() => ({ ofCapture: doesNotSayWhatItTook }))).to.be.a('string');
  });

  it('when the checkpoint of an export is behind an event that it has not read', async () => {
    expect(await found(() => ({ ofCapture: readsPastTheCheckpoint }))).to.match(/run \d+-\d+ lost/);
  });

  it('when records are appended without the expected revision', async () => {
    expect(await found(() => ({ ofCapture: withoutExpectedRevision }))).to.be.a('string');
  });
});
