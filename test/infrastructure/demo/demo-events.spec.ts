import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { namedUuid } from '../../../src/adapters/outbound/identity/system/named-uuid';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { matches } from '../../../src/domain/capture-rule/matches';
import { isBuiltIn } from '../../../src/domain/catalogue/catalogue';
import { checkEvent, MAX_AHEAD_MS } from '../../../src/domain/platform-event/check-event';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { eventMaker, type Kind, KINDS } from '../../../src/infrastructure/demo/demo-events';
import { DEMO_HOOKS, isMeantFor } from '../../../src/infrastructure/demo/demo-hooks';

const NOW = new Date('2026-11-23T08:30:00Z');
const ALL = Object.keys(KINDS) as ReadonlyArray<Kind>;
const check = checkEvent({
  account: 1,
  now: NOW.getTime(),
  maxAheadMs: MAX_AHEAD_MS,
  isKnownType: isBuiltIn,
  named: namedUuid(),
  newId: () => 'none was given',
});
const checked = (raw: unknown): PlatformEvent => {
  const event = check(raw as Parameters<typeof check>[0]);
  if (E.isLeft(event)) throw new Error(JSON.stringify(event.left));
  return event.right;
};

describe('The events of the demo', () => {
  for (const kind of ALL) {
    it(`are such as the engine accepts: ${kind}`, () => {
      const event = eventMaker(() => NOW)(kind);
      expect(checked(event)).to.include({ type: KINDS[kind].type, producerId: 'demo-1' });
    });
  }

  it('have ids of their own, numbered through', () => {
    const make = eventMaker(() => NOW);
    expect([make('sent'), make('sent'), make('clicked')].map(({ id }) => id)).to.deep.equal([
      'demo-1',
      'demo-2',
      'demo-3',
    ]);
  });

  it('are meant for the very hooks whose capture rule matches them', () => {
    const make = eventMaker(() => NOW);
    for (const hook of DEMO_HOOKS) {
      const { types, database } = hook;
      const rule = compileRule({
        account: 1,
        types,
        ...(database === undefined ? {} : { database: String(database) }),
        filters: {},
      });
      for (const kind of ALL) {
        const event = make(kind);
        expect(isMeantFor(hook, event), `${kind} for ${hook.receiver}`).to.equal(matches(rule, checked(event)));
      }
    }
  });

  it('are all meant for some hook but for those of the other database', () => {
    const make = eventMaker(() => NOW);
    const lonely = ALL.filter((kind) => !DEMO_HOOKS.some((hook) => isMeantFor(hook, make(kind))));
    expect(lonely).to.deep.equal(['clickedElsewhere']);
  });
});
