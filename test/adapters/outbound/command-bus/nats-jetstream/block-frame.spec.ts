import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeFrame } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/block-frame';
import { openBlocks } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/opened-blocks';
import { sealBlocks } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/sealed-blocks';
import { inMemoryKeyStore } from '../../../../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type BlockCommand, type BlockItem } from '../../../../../src/application/deliver/block-command';

const keyStore = inMemoryKeyStore();

const position = fc.bigInt({ min: 0n, max: 2n ** 63n });
const body = fc.option(fc.string({ unit: 'grapheme', maxLength: 60 }), { nil: null });
const item: fc.Arbitrary<BlockItem> = fc.record(
  {
    index: fc.nat(),
    delivery: fc.uuid(),
    event: fc.uuid(),
    type: fc.string(),
    position,
    owner: fc.constantFrom('ann', 'bob'),
    body,
    refusal: fc.string(),
    recordedAt: fc.nat(),
    round: fc.nat(3),
    attempt: fc.nat(5),
    lastOn: fc.constantFrom('any', 'message', 'none'),
  },
  {
    requiredKeys: [
      'index',
      'delivery',
      'event',
      'type',
      'position',
      'body',
      'recordedAt',
      'round',
      'attempt',
      'lastOn',
    ],
  },
);
const command: fc.Arbitrary<BlockCommand> = fc
  .record({
    account: fc.nat(),
    hook: fc.nat(),
    lane: fc.string(),
    block: fc.uuid(),
    root: fc.uuid(),
    turn: fc.nat(),
    publication: fc.constant('1844674407370955161.7'),
    hookRevision: fc.nat(),
    entity: fc.string(),
    format: fc.constantFrom<BlockCommand['format']>(
      { kind: 'altcraft' },
      { kind: 'actito', pushMode: 'BULK' },
      { kind: 'actito', pushMode: 'ONE_BY_ONE' },
    ),
    stamp: fc.option(position, { nil: null }),
    probe: fc.boolean(),
    connections: fc.nat(),
    setAside: fc.array(fc.string(), { maxLength: 3 }),
    items: fc.array(item, { maxLength: 8 }),
    bytes: fc.nat(),
  })
  .chain((one) => fc.option(fc.string()).map((manual) => (manual === null ? one : { ...one, manual })));

const through = async (commands: ReadonlyArray<BlockCommand>): Promise<ReadonlyArray<BlockCommand>> => {
  const messages = await sealBlocks(keyStore)(commands)();
  if (E.isLeft(messages)) throw new Error('the keys are in memory');
  const frames = messages.right.map(decodeFrame).filter(E.isRight);
  const opened = await openBlocks(keyStore)(frames.map(({ right }) => right))();
  return E.isRight(opened) ? opened.right : [];
};

describe('A block as a message', () => {
  it('comes out as it went in, whatever is in it, many at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 4 }), async (commands) => {
        expect(await through(commands)).to.deep.equal(commands);
      }),
    );
  });

  it('is refused with the reason, never with a defect, when it is anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(E.isLeft(decodeFrame(bytes))).to.equal(true);
      }),
    );
    expect(decodeFrame(new Uint8Array([2, 0, 0, 0, 0]))).to.deep.equal(E.left('has version 2, this program reads 1'));
  });

  it('is refused wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(command, fc.double({ min: 0, max: 0.99, noNaN: true }), async (one, share) => {
        const messages = await sealBlocks(keyStore)([one])();
        const whole = E.isRight(messages) ? messages.right[0] : undefined;
        if (whole === undefined) throw new Error('the keys are in memory');
        expect(E.isLeft(decodeFrame(whole.subarray(0, Math.floor(whole.length * share))))).to.equal(true);
      }),
    );
  });
});
