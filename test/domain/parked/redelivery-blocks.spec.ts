import { expect } from 'chai';
import * as fc from 'fast-check';
import { type RedeliveryAsked } from '../../../src/domain/parked/parked-event';
import { redeliveryBlocks } from '../../../src/domain/parked/redelivery-blocks';

type Asked = RedeliveryAsked['deliveries'][number];

const asked = (n: number, revision = 0, bytes = 10): Asked => ({
  delivery: `delivery-${String(n)}`,
  event: `event-${String(n)}`,
  position: BigInt(n),
  revision,
  root: 'root',
  index: n,
  round: 1,
  from: 'parked',
  bytes,
});
const blocksFor = redeliveryBlocks((namespace, name) => `${namespace}/${name}`);

describe('A request for redelivery', () => {
  it('makes one block of what one revision shaped', () => {
    const deliveries = [asked(1), asked(2)];
    expect(blocksFor({ ask: 'ask', deliveries })).to.deep.equal([
      { root: 'ask/redelivery:0', revision: 0, deliveries },
    ]);
  });

  it('begins a new block at a change of revision, and keeps the order asked', () => {
    const deliveries = [asked(3, 1), asked(1, 0), asked(2, 1)];
    expect(
      blocksFor({ ask: 'ask', deliveries }).map(({ revision, deliveries: [first] }) => [revision, first?.index]),
    ).to.deep.equal([
      [1, 3],
      [0, 1],
      [1, 2],
    ]);
  });

  it('begins a new block after a hundred deliveries', () => {
    const deliveries = Array.from({ length: 201 }, (_, n) => asked(n));
    expect(blocksFor({ ask: 'ask', deliveries }).map((block) => block.deliveries.length)).to.deep.equal([100, 100, 1]);
  });

  it('begins a new block before 512 KiB are passed', () => {
    const deliveries = [asked(1, 0, 400_000), asked(2, 0, 200_000), asked(3, 0, 600_000)];
    expect(blocksFor({ ask: 'ask', deliveries }).map((block) => block.deliveries.length)).to.deep.equal([1, 1, 1]);
  });

  it('loses none, repeats none, and gives every block a root of its own', () => {
    const any = fc.array(fc.tuple(fc.nat(2), fc.nat(300_000)), { maxLength: 250 });
    fc.assert(
      fc.property(any, (drawn) => {
        const deliveries = drawn.map(([revision, bytes], n) => asked(n, revision, bytes));
        const blocks = blocksFor({ ask: 'ask', deliveries });
        expect(blocks.flatMap((block) => block.deliveries)).to.deep.equal(deliveries);
        expect(new Set(blocks.map((block) => block.root)).size).to.equal(blocks.length);
      }),
    );
  });
});
