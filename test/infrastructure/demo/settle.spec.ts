import { expect } from 'chai';
import { receivedMessage } from '../../../src/adapters/inbound/cli/listen/received-message';
import { type JsonRecord } from '../../../src/adapters/inbound/cli/print/read-json';
import { DEMO_HOOKS } from '../../../src/infrastructure/demo/demo-hooks';
import { eventMaker, type Kind } from '../../../src/infrastructure/demo/demo-events';
import { comparisonOf, isAtRest } from '../../../src/infrastructure/demo/settle';
import { type Accepted, type Scene, type Stage } from '../../../src/infrastructure/demo/stage';

const make = eventMaker(() => new Date('2026-11-23T08:30:00Z'));
const accepted = (id: string, kind: Kind): Accepted => ({ id, event: make(kind) });
const ACCEPTED = [
  accepted('e-1', 'opened'),
  accepted('e-2', 'clicked'),
  accepted('e-3', 'clickedElsewhere'),
  accepted('e-4', 'etlFinished'),
];
const SUM = { captured: 2, delivered: 2, parked: 0, discarded: 0, waiting: 0, accumulating: 0 };

interface Told {
  readonly requests?: ReadonlyArray<string>;
  readonly sum?: JsonRecord;
  readonly agrees?: boolean;
  readonly verified?: boolean;
}

/** The shop's scene: two of the four events are meant for it; `requests` are the event ids that arrived. */
const shop = ({ requests = ['e-1,e-2'], verified = true }: Told): Scene => {
  const [hook] = DEMO_HOOKS;
  if (hook === undefined) throw new Error('the demo has hooks');
  const messages = requests.map((ids) => ({
    ...receivedMessage([], {
      path: '/',
      headers: { 'hookline-event-ids': ids },
      rawHeaders: [],
      body: Buffer.from('[]'),
      receivedAt: 0,
    }),
    verified,
  }));
  const receiver = {
    url: '',
    port: 1,
    connections: () => 0,
    answerWith: () => undefined,
    stop: () => Promise.resolve(),
    start: () => Promise.resolve(),
  };
  return { hook, number: 1, endpoint: { name: 'shop', messages, receiver, learn: () => undefined } };
};
const stage = ({ sum = SUM, agrees = true }: Told): Stage => ({
  say: () => undefined,
  endpoints: [],
  accepted: ACCEPTED,
  ask: ({ path }) => Promise.resolve(path.endsWith('/audit-sum') ? { agrees, kept: sum, recounted: sum } : sum),
  record: () => Promise.resolve(),
});
const compared = (told: Told) => comparisonOf(stage(told), shop(told));

describe('What a receiver of the demo has', () => {
  it('agrees when every event meant for it arrived', async () => {
    expect(await compared({})).to.include({ meant: 2, received: 2, missing: 0, strange: 0, repeats: 0, agrees: true });
  });

  it('agrees when one came twice, and counts the repeat', async () => {
    expect(await compared({ requests: ['e-1,e-2', 'e-2'] })).to.include({ received: 2, repeats: 1, agrees: true });
  });

  for (const [what, told, part] of [
    ['an event is missing', { requests: ['e-1'] }, { missing: 1 }],
    ['an event came that is meant for nobody', { requests: ['e-1,e-2,e-3'] }, { strange: 1 }],
    ['a signature could not be verified', { verified: false }, { unverified: 1 }],
    ['the engine captured more', { sum: { ...SUM, captured: 3 } }, { missing: 0 }],
    ['the engine delivered less', { sum: { ...SUM, delivered: 1, parked: 1 } }, { missing: 0 }],
    ['something waits', { sum: { ...SUM, waiting: 1 } }, { missing: 0 }],
    ['the recount does not agree', { agrees: false }, { missing: 0 }],
  ] as const) {
    it(`does not agree when ${what}`, async () => {
      expect(await compared(told)).to.include({ ...part, agrees: false });
    });
  }
});

describe('A hook of the demo', () => {
  for (const [what, sum, rests] of [
    ['rests when all that is meant for it is captured and settled', {}, true],
    ['does not rest while something waits', { waiting: 1 }, false],
    ['does not rest while something accumulates', { accumulating: 1 }, false],
    ['does not rest before all is captured', { captured: 1 }, false],
  ] as const) {
    it(what, async () => {
      expect(await isAtRest(stage({ sum: { ...SUM, ...sum } }), shop({}))).to.equal(rests);
    });
  }
});
