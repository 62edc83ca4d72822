import { expect } from 'chai';
import { type Accumulating } from '../../../src/application/capture/accumulating';
import { type ContentItem, type ShapingHook } from '../../../src/application/capture/block-content';
import { type PageDraft, pageDraft } from '../../../src/application/capture/page-draft';
import { type HookDefinition } from '../../../src/domain/hook/hook-definition';
import { aDefinition } from '../../support/hook-builders';
import { plainNames } from '../../support/search-log';

const hook = (parts: Partial<HookDefinition> = {}, id = 1): ShapingHook => ({
  hook: id,
  revision: 3,
  entity: 'shop',
  definition: aDefinition({ maxBatch: 2, windowMs: 1000, ...parts }),
});

const item = (position: number, bytes = 10): ContentItem => ({
  delivery: `d${String(position)}`,
  event: `e${String(position)}`,
  type: 'click',
  position: BigInt(position),
  occurredAt: '2026-11-23T11:00:00Z',
  body: 'x',
  bytes,
  recordedAt: 0,
});

const aDraft = (accumulating = new Map<number, Accumulating>(), room = 100): PageDraft =>
  pageDraft({
    named: plainNames,
    accumulating,
    hasRoom: (_hook, { count }) => count < room,
    now: { wall: 5, mono: 6 },
  });

describe('A draft of a page', () => {
  it('has nothing to say when nothing matched', () => {
    expect(aDraft().finish(9n, null)).to.equal(null);
  });

  it('closes a full block from its first to its last event, with the bytes ready', () => {
    const draft = aDraft();
    draft.add(hook(), item(3));
    draft.add(hook(), item(7));
    const page = draft.finish(9n, null);
    const [block] = page?.record.blocks ?? [];
    expect(block).to.include({ hook: 1, from: 3n, to: 7n, n: 2, bytes: 20, revision: 3 });
    expect(page?.contents.get(block?.id ?? '')?.items.map(({ event }) => event)).to.deep.equal(['e3', 'e7']);
    expect(page?.record.open).to.deep.equal([]);
  });

  it('says which blocks stay open, and since when', () => {
    const draft = aDraft();
    draft.add(hook(), item(3));
    expect(draft.finish(9n, null)?.record.open).to.deep.equal([{ hook: 1, from: 3n, n: 1, openedAt: 5 }]);
  });

  it('goes on with a block an earlier page left open', () => {
    const accumulating = new Map<number, Accumulating>();
    const first = aDraft(accumulating);
    first.add(hook(), item(3));
    first.finish(4n, null);
    const second = aDraft(accumulating);
    second.add(hook(), item(7));
    expect(second.finish(9n, null)?.record.blocks.map(({ from, to }) => [from, to])).to.deep.equal([[3n, 7n]]);
  });

  it('closes one-by-one blocks and those without a window with the page', () => {
    const draft = aDraft();
    draft.add(hook({ windowMs: 0 }, 1), item(3));
    draft.add(hook({ format: { kind: 'actito', pushMode: 'ONE_BY_ONE' } }, 2), item(3));
    expect(draft.finish(9n, null)?.record.blocks.map((block) => block.hook)).to.deep.equal([1, 2]);
  });

  describe('for a hook without room', () => {
    it('says from where on it is behind, and holds nothing of it', () => {
      const accumulating = new Map<number, Accumulating>();
      const draft = aDraft(accumulating, 1);
      for (const at of [3, 4, 5, 6]) if (!draft.isBehind(1)) draft.add(hook(), item(at));
      const page = draft.finish(9n, null);
      expect(page?.record.blocks).to.have.lengthOf(1);
      expect(page?.record.behind).to.deep.equal([{ hook: 1, after: 4n, skipped: 0 }]);
      expect(accumulating.size).to.equal(0);
    });

    it('does not let it catch up in the same record', () => {
      const draft = aDraft(new Map(), 0);
      draft.add(hook({ windowMs: 0 }), item(3));
      draft.catchUp(1);
      const page = draft.finish(9n, null);
      expect(page?.record.behind).to.deep.equal([{ hook: 1, after: 2n, skipped: 0 }]);
      expect(page?.record.caughtUp).to.deep.equal([]);
    });

    it('parks nothing of the stretch that is read again', () => {
      const draft = aDraft(new Map(), 0);
      draft.add(hook(), item(3));
      draft.park({ hook: 1, delivery: 'd4', position: 4n, reason: '', parkedRevision: '0' });
      draft.close(1);
      expect(draft.finish(9n, null)?.record.parked).to.deep.equal([]);
    });
  });

  it('ends early once its record would grow too large', () => {
    const draft = aDraft();
    for (let id = 1; !draft.isFull(); id += 1) draft.add(hook({ windowMs: 0 }, id), item(3));
    const page = draft.finish(2n, { position: 3n, hook: 9 });
    expect(
      JSON.stringify(page?.record, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
        .length,
    ).to.be.below(512 * 1024);
    expect(page?.record.partial).to.deep.equal({ position: 3n, hook: 9 });
  });

  it('ends early at 32 MiB of bodies', () => {
    const draft = aDraft();
    for (let at = 0; at < 63; at += 1) draft.add(hook({ maxBatch: 1 }), item(at, 512 * 1024));
    expect(draft.isFull()).to.equal(false);
    draft.add(hook({ maxBatch: 1 }), item(99, 512 * 1024));
    expect(draft.isFull()).to.equal(true);
  });
});
