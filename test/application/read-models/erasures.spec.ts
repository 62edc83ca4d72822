import { expect } from 'chai';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { encodeErasureEvent } from '../../../src/application/codecs/erasure-codec';
import { type EventStore } from '../../../src/application/ports/event-store';
import { type Erasures, erasures } from '../../../src/application/read-models/erasures';
import { erasuresStream } from '../../../src/application/streams';
import { type ErasureEvent, type ProfileErased } from '../../../src/domain/erasure/erasure-event';
import { fixedClock } from '../../support/fixed-clock';
import { done } from '../../support/hook-desk';
import { waitUntil } from '../../support/wait-until';

const identity = systemIdentity();
const base = { account: 23, at: '2026-11-23T12:00:00.000Z' };
const asked = (erasure: string, owner: string): ProfileErased => ({
  type: 'ProfileErased',
  ...base,
  erasure,
  owner,
  by: 'ops',
});
const completed = (erasure: string, owner: string): ErasureEvent => ({
  type: 'ErasureCompleted',
  ...base,
  erasure,
  owner,
  parked: 0,
  waiting: 0,
});

describe('What a process knows of erasures', () => {
  let eventStore: EventStore;
  let known: Erasures;
  let forgotten: string[];

  const append = async (event: ErasureEvent): Promise<bigint> => {
    const events = [{ id: identity.random(), ...encodeErasureEvent(event) }] as const;
    return (await done(eventStore.append(erasuresStream(23), 'any', events))).position;
  };
  const follow = async (): Promise<void> => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const forget = (account: number, owner: string): void => void forgotten.push(`${String(account)}/${owner}`);
    known = erasures({ eventStore, clock: fixedClock(), log, forget });
    await known.ready();
  };

  beforeEach(() => {
    eventStore = inMemoryEventStore();
    forgotten = [];
  });
  afterEach(() => {
    known.close();
  });

  it('covers what was recorded before the erasure, of that person in that account, and nothing else', async () => {
    await follow();
    const position = await append(asked('e-1', 'alice'));
    await waitUntil(() => known.count() === 1);
    expect(known.covers(23, 'alice', position - 1n)).to.equal(true);
    expect(known.covers(23, 'alice', position + 1n)).to.equal(false);
    expect(known.covers(24, 'alice', position - 1n)).to.equal(false);
    expect(known.covers(23, 'bob', position - 1n)).to.equal(false);
    expect(known.covers(23, undefined, position - 1n)).to.equal(false);
    expect(forgotten).to.deep.equal(['23/alice']);
  });

  it('counts an erasure asked for here once, before and after the log tells', async () => {
    await follow();
    const position = await append(asked('e-1', 'alice'));
    known.note({ erased: asked('e-1', 'alice'), position });
    expect(known.covers(23, 'alice', position - 1n)).to.equal(true);
    const next = await append(asked('e-2', 'bob'));
    await waitUntil(() => known.covers(23, 'bob', next - 1n));
    expect(known.count()).to.equal(2);
  });

  it('knows after a start what was completed before, and what never was is pending', async () => {
    const first = await append(asked('e-1', 'alice'));
    await append(asked('e-2', 'bob'));
    await append(completed('e-1', 'alice'));
    await follow();
    expect(known.pending().map(({ erased }) => erased.erasure)).to.deep.equal(['e-2']);
    expect(known.covers(23, 'alice', first - 1n)).to.equal(true);
    expect(known.covers(23, 'bob', first)).to.equal(true);
  });

  it('goes on covering what was completed in its own lifetime', async () => {
    await follow();
    const position = await append(asked('e-1', 'alice'));
    await append(completed('e-1', 'alice'));
    await waitUntil(() => known.pending().length === 0 && known.count() === 1);
    expect(known.covers(23, 'alice', position - 1n)).to.equal(true);
  });
});
