import { expect } from 'chai';
import { type Part } from '../../../src/infrastructure/lifecycle/part';
import { type ExitCode, runUntilSignal } from '../../../src/infrastructure/lifecycle/run-until-signal';
import { SAME_SIGNAL_MS } from '../../../src/infrastructure/lifecycle/stop-signal';
import { recordedProcess, type RecordedProcess } from './recorded-process';

describe('The lifecycle', () => {
  let recorded: RecordedProcess;
  let now: number;
  const run = (
    parts: ReadonlyArray<Part>,
    more: { readonly done?: Promise<unknown>; readonly boundMs?: number } = {},
  ): Promise<ExitCode> =>
    runUntilSignal({
      log: recorded.log,
      process: recorded.process,
      monotonic: () => now,
      boundMs: 5_000,
      parts,
      ...more,
    });
  const never = (): Promise<void> => new Promise<void>(() => undefined);
  /** Lets every promise that can settle do so. */
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    recorded = recordedProcess();
    now = 1_000;
  });

  describe('with all parts running', () => {
    for (const signal of ['SIGTERM', 'SIGINT']) {
      it(`stops them in reverse on ${signal}`, async () => {
        const { part, emit, happened } = recorded;
        const code = run([part('store'), part('engine'), part('door')]);
        await settled();
        expect(happened).to.deep.equal(['start store', 'start engine', 'start door']);
        emit(signal);
        expect(await code).to.equal(0);
        expect(happened.slice(3)).to.deep.equal([`stopping: ${signal}`, 'stop door', 'stop engine', 'stop store']);
      });
    }

    it('stops them when the work is done', async () => {
      const code = await run([recorded.part('engine')], { done: Promise.resolve('shown') });
      expect(code).to.equal(0);
      expect(recorded.happened).to.deep.equal(['start engine', 'stop engine']);
    });

    it('stops them and answers 1 when the work fails', async () => {
      const code = await run([recorded.part('engine')], { done: Promise.reject(new Error('not shown')) });
      expect(code).to.equal(1);
      expect(recorded.happened).to.deep.equal(['start engine', 'the work failed', 'stop engine']);
    });

    it('leaves no listener behind', async () => {
      const code = run([recorded.part('engine')]);
      await settled();
      expect(recorded.listeners()).to.equal(4);
      recorded.emit('SIGTERM');
      await code;
      expect(recorded.listeners()).to.equal(0);
    });
  });

  describe('while stopping', () => {
    let release: () => void;
    const slow = (): Part =>
      recorded.part('engine', {
        stop: () =>
          new Promise<void>((resolve) => {
            release = resolve;
          }),
      });
    const exits = (): ReadonlyArray<string> => recorded.happened.filter((line) => line.startsWith('exit'));

    it('ends at once on a second signal', async () => {
      const code = run([slow()]);
      await settled();
      recorded.emit('SIGINT');
      await settled();
      now += SAME_SIGNAL_MS;
      recorded.emit('SIGINT');
      expect(exits()).to.deep.equal(['exit 130']);
      recorded.emit('SIGTERM');
      expect(exits()).to.deep.equal(['exit 130', 'exit 143']);
      release();
      await code;
    });

    it('takes the same Ctrl-C, passed on by npm, for one', async () => {
      const code = run([slow()]);
      await settled();
      recorded.emit('SIGINT');
      await settled();
      now += SAME_SIGNAL_MS - 1;
      recorded.emit('SIGINT');
      expect(exits()).to.deep.equal([]);
      release();
      expect(await code).to.equal(0);
    });

    it('leaves behind what does not stop within the bound, stops the rest and answers 1', async () => {
      const code = run([recorded.part('store'), recorded.part('engine', { stop: never })], { boundMs: 20 });
      await settled();
      recorded.emit('SIGTERM');
      expect(await code).to.equal(1);
      expect(recorded.happened.slice(-2)).to.deep.equal(['a part did not stop in time: engine', 'stop store']);
    });

    it('stops the rest when one fails to stop', async () => {
      const failing = recorded.part('engine', { stop: () => Promise.reject(new Error('no')) });
      const code = run([recorded.part('store'), failing]);
      await settled();
      recorded.emit('SIGTERM');
      expect(await code).to.equal(1);
      expect(recorded.happened.slice(-2)).to.deep.equal(['a part failed to stop: engine', 'stop store']);
    });
  });

  describe('with a part that does not start', () => {
    it('stops it and those before it, starts none after it, and answers 1', async () => {
      const failing = recorded.part('engine', { start: () => Promise.reject(new Error('no')) });
      expect(await run([recorded.part('store'), failing, recorded.part('door')])).to.equal(1);
      expect(recorded.happened).to.deep.equal([
        'start store',
        'a part did not start: engine',
        'stop engine',
        'stop store',
      ]);
    });
  });

  describe('with a signal that comes while parts start', () => {
    it('starts no more and stops those that run', async () => {
      const started = Promise.withResolvers<undefined>();
      const slow = recorded.part('store', { start: () => started.promise });
      const code = run([slow, recorded.part('door')]);
      recorded.emit('SIGTERM');
      started.resolve(undefined);
      expect(await code).to.equal(0);
      expect(recorded.happened).to.deep.equal(['stopping: SIGTERM', 'stop store']);
    });
  });

  describe('with a defect', () => {
    for (const event of ['uncaughtException', 'unhandledRejection']) {
      it(`logs an ${event} and ends with a code of its own`, async () => {
        void run([recorded.part('engine')]);
        await settled();
        recorded.emit(event, new Error('a bug'));
        expect(recorded.happened.slice(-2)).to.deep.equal([`a defect ends the process: ${event}`, 'exit 70']);
      });
    }
  });
});
