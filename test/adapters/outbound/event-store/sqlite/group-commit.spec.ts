import { expect } from 'chai';
import { groupCommit, type GroupCommit } from '../../../../../src/adapters/outbound/event-store/sqlite/group-commit';
import {
  type AppendAnswer,
  type AppendGroup,
} from '../../../../../src/adapters/outbound/event-store/sqlite/engine-protocol';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { append, someEvents } from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';
import { waitUntil } from '../../../../support/wait-until';
import { watchedSqlite } from '../../../../support/watched-sqlite';

interface SlowEngine {
  readonly groups: AppendGroup[];
  readonly answerNext: () => void;
  readonly commit: GroupCommit;
}

const slowEngine = (): SlowEngine => {
  const groups: AppendGroup[] = [];
  const answers: (() => void)[] = [];
  const commit = groupCommit({
    now: () => 17,
    settled: () => undefined,
    link: {
      append: (group) => {
        groups.push(group);
        return new Promise((settle) => {
          const answer: AppendAnswer = { kind: 'written', revision: 0, position: 1 };
          answers.push(() => {
            settle(group.counts.map(() => answer));
          });
        });
      },
    },
  });
  return { groups, answerNext: () => answers.shift()?.(), commit };
};

const appendOf = (bytes: number) => ({ stream: 'a-1', expected: -2, events: someEvents(1), bytes });

describe('Appends in flight', () => {
  it('share one transaction and one flush', async () => {
    const { path, remove } = newFolder();
    const sqlite = watchedSqlite();
    const store = sqliteEventStore({ path, open: sqlite.open });
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => append(store, `a-${String(index % 7)}`, someEvents(1))),
    );
    expect(sqlite.executed('COMMIT')).to.be.within(1, 3);
    await store.close();
    remove();
  });

  it('gather in one group while two are being written', async () => {
    const { groups, answerNext, commit } = slowEngine();
    const all = [commit.append(appendOf(1))];
    await waitUntil(() => groups.length === 1);
    all.push(commit.append(appendOf(1)));
    await waitUntil(() => groups.length === 2);
    for (let index = 0; index < 10; index += 1) all.push(commit.append(appendOf(1)));
    answerNext();
    await waitUntil(() => groups.length === 3);
    expect(groups.map(({ counts }) => counts.length)).to.deep.equal([1, 1, 10]);
    answerNext();
    answerNext();
    await Promise.all(all);
  });

  it('are parted into groups of a few MiB', async () => {
    const { groups, answerNext, commit } = slowEngine();
    const all = Array.from({ length: 6 }, () => commit.append(appendOf(1024 * 1024)));
    await waitUntil(() => groups.length === 2);
    expect(groups.map(({ counts }) => counts.length)).to.deep.equal([3, 3]);
    answerNext();
    answerNext();
    await Promise.all(all);
  });

  it('wait outside beyond the bound, and come in as others are answered, in order', async () => {
    const { groups, answerNext, commit } = slowEngine();
    const done: number[] = [];
    const all = Array.from({ length: 100 }, (_, index) =>
      commit.append(appendOf(1024 * 1024)).then(() => {
        done.push(index);
      }),
    );
    const taken = (): number => groups.reduce((sum, { counts }) => sum + counts.length, 0);
    while (done.length < 100) {
      await waitUntil(() => taken() > done.length);
      expect(taken() - done.length).to.be.at.most(64);
      const before = done.length;
      answerNext();
      await waitUntil(() => done.length > before);
    }
    await Promise.all(all);
    expect(done).to.deep.equal(done.toSorted((left, right) => left - right));
  });
});
