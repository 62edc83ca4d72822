import { expect } from 'chai';
import fc from 'fast-check';
import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { type KeyStore } from '../../../../src/application/ports/key-store';
import { type EventStreamsHarness, eventStreamsHarness } from '../../../support/event-streams-harness';
import { ACCOUNT, must, openOne, sealOne } from '../../../support/key-store-steps';
import { type UnsteadyEventStore } from '../../../support/unsteady-event-store';

interface Process {
  readonly keyStore: KeyStore;
  readonly line: UnsteadyEventStore;
}

const opened = (): EventStreamsHarness => {
  const log = inMemoryEventStore();
  return eventStreamsHarness({ log, reopen: () => Promise.resolve(log), dispose: log.close }, { threadFrom: Infinity });
};
const started = async (harness: EventStreamsHarness, keysCached = 100): Promise<Process> => {
  const keyStore = await harness.start({ keysCached });
  await must(keyStore.open([]));
  const line = harness.lines.at(-1);
  if (line === undefined) throw new Error('no line');
  return { keyStore, line };
};

describe('Processes with one key store in event streams', () => {
  let harness: EventStreamsHarness;
  let one: Process;
  let other: Process;
  beforeEach(async () => {
    harness = opened();
    [one, other] = [await started(harness), await started(harness)];
  });
  afterEach(() => harness.dispose());

  describe('whose subscription lags', () => {
    it('open nothing under a key they dropped themselves, whatever they are told of it later', async () => {
      const sealed = await sealOne(other.keyStore, 'owner', 'before');
      one.line.holdSubscriptions();
      await must(one.keyStore.drop(ACCOUNT, 'owner'));
      expect(await openOne(one.keyStore, 'owner', sealed)).to.equal(null);
      await one.line.tellAll();
      expect(await openOne(one.keyStore, 'owner', sealed)).to.equal(null);
    });

    it('may use a key that another dropped until they are told: what they seal so is erased with the person', async () => {
      const before = await sealOne(one.keyStore, 'owner', 'before');
      one.line.holdSubscriptions();
      await must(other.keyStore.drop(ACCOUNT, 'owner'));
      const between = await sealOne(one.keyStore, 'owner', 'between');
      expect(await openOne(one.keyStore, 'owner', before)).to.equal('before');
      expect(await openOne(other.keyStore, 'owner', between)).to.equal(null);
      await one.line.tellAll();
      expect(await openOne(one.keyStore, 'owner', before)).to.equal(null);
      expect(await openOne(one.keyStore, 'owner', between)).to.equal(null);
      const after = await sealOne(one.keyStore, 'owner', 'after');
      expect(await openOne(other.keyStore, 'owner', after)).to.equal('after');
    });
  });

  describe('one of which reads a key while another drops it', () => {
    it('takes nothing from an answer that the drop has overtaken', async () => {
      const sealed = await sealOne(other.keyStore, 'owner', 'before');
      const late = await started(harness);
      const letGo = late.line.holdAnswers();
      const opening = openOne(late.keyStore, 'owner', sealed);
      await must(other.keyStore.drop(ACCOUNT, 'owner'));
      await late.line.tellAll();
      letGo();
      expect(await opening).to.equal(null);
      expect(await openOne(late.keyStore, 'owner', sealed)).to.equal(null);
    });
  });

  describe('one of which has lost its subscription', () => {
    it('holds no keys and asks the log each time', async () => {
      const sealed = await sealOne(one.keyStore, 'owner', 'text');
      one.line.endSubscriptions();
      await must(other.keyStore.drop(ACCOUNT, 'owner'));
      expect(await openOne(one.keyStore, 'owner', sealed)).to.equal(null);
      const again = await sealOne(one.keyStore, 'owner', 'again');
      const reads = one.line.reads();
      expect(await openOne(one.keyStore, 'owner', again)).to.equal('again');
      expect(one.line.reads()).to.equal(reads + 1);
    });
  });

  it('agree on what is erased and what is not, whatever they do and however late they are told', async () => {
    const step = fc.record({
      who: fc.nat({ max: 1 }),
      what: fc.constantFrom('seal', 'seal', 'open', 'open', 'drop', 'hold', 'tell'),
      owner: fc.constantFrom('first', 'second', 'third', 'fourth', 'fifth'),
    });
    /** What was sealed for an owner, in which of the owner's lives, by whom, and whether that one knew of the life. */
    interface Text {
      readonly sealed: string;
      readonly owner: string;
      readonly life: number;
      readonly knowing: boolean;
    }
    type Steps = ReadonlyArray<{ readonly who: number; readonly what: string; readonly owner: string }>;
    const agree = async (steps: Steps): Promise<void> => {
      const world = opened();
      const processes = [await started(world, 4), await started(world, 4)];
      const lives = new Map<string, number>();
      /** Per process and owner, the life that it must know of. */
      const known = processes.map(() => new Map<string, number>());
      const texts: Text[] = [];
      const lifeOf = (owner: string): number => lives.get(owner) ?? 0;
      const knows = (who: number, owner: string): boolean => (known[who]?.get(owner) ?? 0) === lifeOf(owner);
      const openAll = async (who: number): Promise<void> => {
        for (const { sealed, owner, life, knowing } of texts) {
          const text = await openOne((processes[who] ?? one).keyStore, owner, sealed);
          if (life === lifeOf(owner) && knowing) expect(text).to.equal(owner);
          if (life < (known[who]?.get(owner) ?? 0)) expect(text).to.equal(null);
          expect([owner, null]).to.include(text);
        }
      };
      const taken: Readonly<Record<string, (who: number, process: Process, owner: string) => Promise<void> | void>> = {
        hold: (_, { line }) => line.holdSubscriptions(),
        tell: async (who, { line }) => {
          await line.tellAll();
          known[who] = new Map(lives);
        },
        drop: async (who, { keyStore }, owner) => {
          await must(keyStore.drop(ACCOUNT, owner));
          lives.set(owner, lifeOf(owner) + 1);
          known[who]?.set(owner, lifeOf(owner));
        },
        seal: async (who, { keyStore }, owner) => {
          const knowing = knows(who, owner);
          texts.push({ sealed: await sealOne(keyStore, owner, owner), owner, life: lifeOf(owner), knowing });
        },
        open: openAll,
      };
      for (const { who, what, owner } of steps) await taken[what]?.(who, processes[who] ?? one, owner);
      for (const { line } of processes) await line.tellAll();
      known.splice(0, 2, new Map(lives), new Map(lives));
      await openAll(0);
      await openAll(1);
      await world.dispose();
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), agree), { numRuns: 200 });
  });
});
