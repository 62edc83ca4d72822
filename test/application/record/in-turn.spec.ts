import { expect } from 'chai';
import fc from 'fast-check';
import { inTurn } from '../../../src/application/record/in-turn';

const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('Requests in turn', () => {
  it('never run at the same time when they have an id in common, and all come to an end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }), { maxLength: 12 }),
        async (requests) => {
          const run = inTurn();
          const busy = new Set<string>();
          const tasks = requests.map((ids) =>
            run(ids, async () => {
              for (const id of ids) expect(busy.has(id), id).to.equal(false);
              for (const id of ids) busy.add(id);
              await turnOfTheLoop();
              for (const id of ids) busy.delete(id);
              return ids;
            })(),
          );
          expect(await Promise.all(tasks)).to.deep.equal(requests);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('run side by side when they have none in common', async () => {
    const run = inTurn();
    const started: string[] = [];
    const finish: (() => void)[] = [];
    const begin = (id: string): Promise<void> =>
      run([id], () => {
        started.push(id);
        return new Promise<void>((resolve) => finish.push(resolve));
      })();
    const all = [begin('a'), begin('b')];
    expect(started).to.deep.equal(['a', 'b']);
    for (const end of finish) end();
    await Promise.all(all);
  });

  it('let the next one go on after a defect of the one before', async () => {
    const run = inTurn();
    const broken = run(['a'], () => Promise.reject(new Error('defect')))();
    const next = run(['a'], () => Promise.resolve('done'))();
    const [first, second] = await Promise.allSettled([broken, next]);
    expect(first.status).to.equal('rejected');
    expect(second).to.deep.equal({ status: 'fulfilled', value: 'done' });
  });
});
