import { expect } from 'chai';
import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { type KeyStore } from '../../../../src/application/ports/key-store';
import { type EventStreamsHarness, eventStreamsHarness } from '../../../support/event-streams-harness';
import { failureOf } from '../../../support/event-store-steps';
import { ACCOUNT, must, openOne, sealOne } from '../../../support/key-store-steps';
import { type UnsteadyEventStore } from '../../../support/unsteady-event-store';

const pageOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    account: ACCOUNT,
    owner: `owner-${String(index % (count / 2))}`,
    plain: String(index),
  }));

describe('What the key store in event streams asks of the log', () => {
  let harness: EventStreamsHarness;
  let keyStore: KeyStore;
  let line: UnsteadyEventStore;
  const startAnother = async (): Promise<readonly [KeyStore, UnsteadyEventStore]> => {
    const other = await harness.start();
    await must(other.open([]));
    const [own] = harness.lines.slice(-1);
    if (own === undefined) throw new Error('no line');
    return [other, own];
  };
  const sealPage = async (count: number) => {
    const page = pageOf(count);
    const sealed = await must(keyStore.seal(page));
    return page.map(({ account, owner }, index) => ({ account, owner, sealed: sealed[index] ?? '' }));
  };
  beforeEach(async () => {
    const log = inMemoryEventStore();
    harness = eventStreamsHarness({ log, reopen: () => Promise.resolve(log), dispose: log.close }, { inFlight: 8 });
    [keyStore, line] = await startAnother();
  });
  afterEach(() => harness.dispose());

  it('is a read and an append for each new owner of a page, so many at once and no more', async () => {
    const [reads, appends] = [line.reads(), line.appends()];
    await sealPage(100);
    expect(line.reads() - reads).to.equal(50);
    expect(line.appends() - appends).to.equal(50);
    expect(line.mostAppends()).to.equal(8);
  });

  it('is nothing for keys at hand, made here or told by the subscription', async () => {
    const [other, otherLine] = await startAnother();
    const toOpen = await sealPage(100);
    await otherLine.tellAll();
    const [reads, otherReads] = [line.reads(), otherLine.reads()];
    await must(keyStore.seal(pageOf(100)));
    await must(keyStore.open(toOpen));
    await must(other.open(toOpen));
    await must(other.seal(pageOf(100)));
    expect([line.reads(), otherLine.reads()]).to.deep.equal([reads, otherReads]);
  });

  it('is one read for an owner who is not at hand, and one more for all who ask meanwhile', async () => {
    const sealed = await sealOne(keyStore, 'owner', 'text');
    const [other, otherLine] = await startAnother();
    const reads = otherLine.reads();
    const opened = await Promise.all(Array.from({ length: 20 }, () => openOne(other, 'owner', sealed)));
    expect(new Set(opened)).to.deep.equal(new Set(['text']));
    expect(otherLine.reads() - reads).to.equal(2);
  });

  it('ends at the first failure for all who wait behind it', async () => {
    const reads = line.reads();
    line.goDown();
    await failureOf(keyStore.seal(pageOf(100)));
    expect(line.reads() - reads).to.equal(8);
    line.comeBack();
    expect(await must(keyStore.seal(pageOf(100)))).to.have.length(100);
  });
});
