import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { answerCallback } from '../../../src/application/callbacks/answer-callback';
import { type EventInput, type RecordEvents } from '../../../src/application/use-cases/events';
import { type Callback } from '../../../src/domain/callback/callback';
import { fixedClock } from '../../support/fixed-clock';
import { ACCOUNT } from '../../support/hook-builders';

const MINUTE = 60_000;
const CALLBACK: Callback = { account: ACCOUNT, event: 'e-1', outcome: 'KO', element: '7', entity: 'shop' };
const AWAY = { type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'away' } as const;

const desk = () => {
  const clock = fixedClock();
  const recorded: EventInput[] = [];
  let isAway = false;
  const record: RecordEvents = (_actor, events) => {
    if (isAway) return TE.left(AWAY);
    recorded.push(...events);
    return TE.right([]);
  };
  const answer = answerCallback({
    eventStore: inMemoryEventStore({ now: clock.now }),
    tokens: { read: () => CALLBACK },
    record,
    identity: systemIdentity(),
    clock,
  });
  return { clock, recorded, answer, setAway: (now: boolean) => (isAway = now) };
};

describe('An answer to a custom action', () => {
  it('is recorded with the time of the first call, its element and entity', async () => {
    const { answer, recorded, clock } = desk();
    const at = new Date(clock.now()).toISOString();
    expect(await answer('t')()).to.deep.equal(E.right({ outcome: 'KO', at, recorded: true }));
    expect(recorded).to.deep.equal([
      {
        id: 'callback:e-1',
        source: 'hookline',
        type: 'CUSTOM_ACTION_KO',
        occurredAt: at,
        subjects: { element: { id: '7' } },
        data: { 'customAction.event': 'e-1', 'customAction.outcome': 'KO' },
        entity: 'shop',
      },
    ]);
  });

  it('that could not be recorded is recorded by the next call, as the same event', async () => {
    const { answer, recorded, clock, setAway } = desk();
    setAway(true);
    expect(await answer('t')()).to.deep.equal(E.left(AWAY));
    const first = new Date(clock.now()).toISOString();
    setAway(false);
    clock.advance(5 * MINUTE);
    await answer('t')();
    expect(recorded.map(({ id, occurredAt }) => [id, occurredAt])).to.deep.equal([['callback:e-1', first]]);
  });

  it('is not recorded again by a call that comes much later', async () => {
    const { answer, recorded, clock } = desk();
    await answer('t')();
    clock.advance(11 * MINUTE);
    const again = await answer('t')();
    expect(E.isRight(again) && again.right.recorded).to.equal(false);
    expect(recorded).to.have.lengthOf(1);
  });
});
