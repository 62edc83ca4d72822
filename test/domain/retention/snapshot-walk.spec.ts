import { expect } from 'chai';
import {
  type SnapshotPlace,
  type SnapshotWalk,
  walkFrom,
  walkOver,
  type WalkedRecord,
} from '../../../src/domain/retention/snapshot-walk';

type Part = NonNullable<WalkedRecord['part']>;

const part = (snapshot: string, number: number, { last = false, position = 100n } = {}): Part => ({
  snapshot,
  part: number,
  last,
  position,
});
const record = null;

const walked = (
  records: ReadonlyArray<Part | null>,
  { from = 0n, mayBegin = (_place: SnapshotPlace): boolean => true } = {},
): SnapshotWalk & { readonly waits: boolean } => {
  let walk = walkFrom(from);
  for (const [at, one] of records.entries()) {
    const step = walkOver(walk, { revision: from + BigInt(at), part: one }, mayBegin);
    walk = step.walk;
    if (step.waits) return { ...walk, waits: true };
  }
  return { ...walk, waits: false };
};

describe('A walk over old capture records', () => {
  it('finds no beginning where there is no snapshot', () => {
    expect(walked([record, record])).to.deep.include({ found: null, next: 2n });
  });

  it('finds a snapshot once its last part is there, and begins at its first', () => {
    expect(walked([record, part('a', 0), part('a', 1)]).found).to.equal(null);
    expect(walked([record, part('a', 0), part('a', 1, { last: true })]).found).to.deep.equal({
      first: 1n,
      position: 100n,
    });
  });

  it('takes the newest of several', () => {
    const older = part('a', 0, { last: true });
    const newer = part('b', 0, { last: true, position: 200n });
    expect(walked([older, record, newer, record]).found).to.deep.equal({ first: 2n, position: 200n });
  });

  it('never takes one that a crash broke off', () => {
    const whole = part('b', 0, { last: true });
    expect(walked([part('a', 0), record, part('a', 1, { last: true })]).found).to.equal(null);
    expect(walked([part('a', 0), part('b', 1, { last: true })]).found).to.equal(null);
    expect(walked([part('a', 0), whole]).found).to.deep.include({ first: 1n });
  });

  it('never takes one of which a part is missing', () => {
    expect(walked([part('a', 0), part('a', 2, { last: true })]).found).to.equal(null);
    expect(walked([part('a', 1), part('a', 2, { last: true })]).found).to.equal(null);
  });

  it('goes on where it was, in the middle of a snapshot too', () => {
    const begun = walked([record, part('a', 0)]);
    const { walk } = walkOver(begun, { revision: 2n, part: part('a', 1, { last: true }) }, () => true);
    expect(walk).to.deep.include({ found: { first: 1n, position: 100n }, next: 3n, gathered: null });
  });

  it('waits in front of a snapshot that may not be the beginning, and keeps the one before', () => {
    const older = part('a', 0, { last: true });
    const parts = [part('b', 0, { position: 200n }), part('b', 1, { last: true, position: 200n })];
    const until = walked([older, record, ...parts], { mayBegin: ({ position }) => position < 150n });
    expect(until).to.deep.equal({ found: { first: 0n, position: 100n }, next: 2n, gathered: null, waits: true });
  });
});
