import { expect } from 'chai';
import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { deliveryId, halfId, leftOverId } from '../../src/domain/block/ids';
import { checkHook } from './check-hook';
import { type CrashHook } from './crash-hooks';
import { type HookEvidence } from './hook-evidence';
import { type AcceptedEvent } from './load';
import { type Receipt } from './receipts';

const named = namedUuid();
const HOOK = 7;
const BLOCK = '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001';
const OTHER_BLOCK = '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002';

const hookThat = (more: Partial<CrashHook>): CrashHook => ({
  name: 'hook',
  type: 'click',
  packaging: 'together',
  settings: {},
  answer: () => ({ status: 204 }),
  ...more,
});
const together = hookThat({});
const oneByOne = hookThat({ packaging: 'one-by-one' });
const accepted = (...events: ReadonlyArray<string>): ReadonlyArray<AcceptedEvent> =>
  events.map((event, n) => ({ event, type: 'click', producer: 0, n, profile: `p${String(n % 2)}`, madeAt: 0 }));
const receipt = (events: ReadonlyArray<string>, more: Partial<Receipt> = {}): Receipt => ({
  webhookId: BLOCK,
  events,
  bodyHash: events.join(),
  verified: true,
  confirmed: true,
  life: 1,
  at: 0,
  ...more,
});
const single = (event: string, more: Partial<Receipt> = {}): Receipt =>
  receipt([event], { webhookId: deliveryId(named, HOOK, event), ...more });

/** A hook that got three events, with a sum that says so. */
const evidence = (more: Partial<HookEvidence>): HookEvidence => ({
  hook: together,
  id: HOOK,
  expected: accepted('a', 'b', 'c'),
  receipts: [receipt(['a', 'b', 'c'])],
  parked: [],
  sum: { captured: 3, delivered: 3, parked: 0, discarded: 0, waiting: 0, accumulating: 0 },
  audit: { agrees: true },
  ...more,
});
const faults = (more: Partial<HookEvidence>): string => checkHook(evidence(more)).faults.join('; ');

describe('The evidence of a crash run', () => {
  describe('in which everything holds', () => {
    it('has no fault', () => {
      expect(faults({})).to.equal('');
      expect(faults({ hook: oneByOne, receipts: ['a', 'b', 'c'].map((event) => single(event)) })).to.equal('');
    });
    it('counts repeats that a kill explains', () => {
      const receipts = [receipt(['a', 'b', 'c']), receipt(['a', 'b', 'c'], { life: 2 })];
      expect(checkHook(evidence({ receipts }))).to.deep.include({ repeats: 3, faults: [] });
    });
    it('takes halves of a block and what was left of it as its own', () => {
      const half = halfId(named, BLOCK, 0);
      const left = leftOverId(named, BLOCK, 2);
      const refused = receipt(['a', 'b', 'c'], { confirmed: false });
      const parts = [receipt(['a', 'b'], { webhookId: half }), receipt(['c'], { webhookId: left })];
      expect(faults({ receipts: [refused, ...parts] })).to.equal('');
    });
    it('takes a parked delivery for one that was not confirmed', () => {
      const sum = { captured: 3, delivered: 2, parked: 1, discarded: 0, waiting: 0, accumulating: 0 };
      const receipts = [single('a'), single('b', { confirmed: false }), single('c')];
      expect(faults({ hook: oneByOne, receipts, sum, parked: ['b'] })).to.equal('');
    });
  });

  describe('in which something was broken', () => {
    it('names an event that is neither received nor parked', () => {
      expect(faults({ receipts: [receipt(['a', 'b'])] })).to.contain('1 accepted events are lost, such as c');
    });
    it('names an event that the hook does not match', () => {
      expect(faults({ receipts: [receipt(['a', 'b', 'c', 'x'])] })).to.contain('events it does not match, such as x');
    });
    it('names a signature that does not verify', () => {
      expect(faults({ receipts: [receipt(['a', 'b', 'c'], { verified: false })] })).to.contain('do not verify');
    });
    it('names a message that came again with another body', () => {
      const receipts = [receipt(['a', 'b', 'c']), receipt(['a', 'b', 'c'], { life: 2, bodyHash: 'other' })];
      expect(faults({ receipts })).to.contain('came again with another body');
    });
    it('names an event that came again in a block of another origin', () => {
      const receipts = [receipt(['a', 'b', 'c']), receipt(['a', 'b'], { life: 2, webhookId: OTHER_BLOCK })];
      expect(faults({ receipts })).to.contain('2 events came in blocks of another origin, such as a, b');
    });
    it('names a message whose id is not its delivery id', () => {
      const receipts = [single('a'), single('b'), single('c', { webhookId: BLOCK })];
      expect(faults({ hook: oneByOne, receipts })).to.contain('an id that is not the delivery id');
    });
    it('names a repeat that no kill explains', () => {
      const receipts = [receipt(['a', 'b', 'c']), receipt(['a', 'b', 'c'])];
      expect(faults({ receipts })).to.contain('3 repeats without a kill');
    });
    it('names a total that differs, and a recount that does', () => {
      const sum = { captured: 3, delivered: 2, parked: 0, discarded: 0, waiting: 1, accumulating: 0 };
      expect(faults({ sum })).to.contain('the sum says delivered 2, counted here: 3');
      expect(faults({ audit: { agrees: false } })).to.contain('the recount differs');
    });
    it('names a parked delivery that had been confirmed', () => {
      expect(faults({ parked: ['a'] })).to.contain('had been confirmed or never accepted, such as a');
    });
  });

  describe('of a strict hook', () => {
    const strict = hookThat({ packaging: 'one-by-one', order: 'strict' });

    it('names an event that came before its turn', () => {
      const receipts = [single('b'), single('a'), single('c')];
      expect(faults({ hook: strict, receipts })).to.contain('1 events came out of order, such as b');
    });
    it('names an event that came while the one before it was not confirmed', () => {
      const receipts = [single('a', { confirmed: false }), single('b'), single('a'), single('c')];
      expect(faults({ hook: strict, receipts })).to.contain('out of order, such as b');
    });
    it('lets a repeat come at any time', () => {
      const receipts = [
        single('a'),
        single('b'),
        single('a', { life: 2 }),
        single('b', { life: 2 }),
        single('c', { life: 2 }),
      ];
      expect(faults({ hook: strict, receipts })).to.equal('');
    });
    it('names an event that is out of order inside a block', () => {
      const batches = hookThat({ order: 'strict' });
      expect(faults({ hook: batches, receipts: [receipt(['a', 'c', 'b'])] })).to.contain('out of order, such as c');
    });
  });

  describe('of a hook in order by profile', () => {
    const perProfile = hookThat({ packaging: 'one-by-one', order: 'per-profile' });

    it('lets profiles overtake each other', () => {
      const receipts = [single('b'), single('a'), single('c')];
      expect(faults({ hook: perProfile, receipts })).to.equal('');
    });
    it('names an event that overtook one of its own profile', () => {
      const receipts = [single('c'), single('b'), single('a')];
      expect(faults({ hook: perProfile, receipts })).to.contain('out of order, such as c');
    });
  });
});
