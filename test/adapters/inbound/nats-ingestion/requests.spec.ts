import { expect } from 'chai';
import { type Msg } from 'nats';
import { heldBack, type IngestionWorld, ingestionWorld, withHeaders } from '../../../support/nats-ingestion-world';
import { natsServerMissing } from '../../../support/nats-server';
import { recordingInMemory } from '../../../support/recording-in-memory';
import { waitUntil } from '../../../support/wait-until';

const click = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };

const given = natsServerMissing === null ? describe : describe.skip;

given(`A request over NATS${natsServerMissing === null ? '' : ` (${natsServerMissing})`}`, function () {
  this.timeout(60_000);
  let world: IngestionWorld;

  const ask = (body: unknown, account = '23', headers: Readonly<Record<string, string>> = {}): Promise<Msg> =>
    world.nats.request(`hookline.record.${account}`, typeof body === 'string' ? body : JSON.stringify(body), {
      timeout: 20_000,
      headers: withHeaders(headers),
    });
  const told = (answer: Msg): Readonly<Record<string, unknown>> => answer.json();

  beforeEach(async () => {
    world = await ingestionWorld();
  });
  afterEach(() => world.dispose());

  it('is answered as REST answers, with what was accepted and what was known', async () => {
    await world.door();
    const answer = await ask([click, { ...click, id: 'c-2' }]);
    expect(answer.headers?.get('Hookline-Status')).to.equal('200');
    expect(answer.headers?.get('Content-Type')).to.equal('application/json');
    expect(told(answer)).to.deep.equal({
      accepted: 2,
      repeats: 0,
      events: [
        { index: 0, id: 'c-1', event: 'event-c-1', repeat: false },
        { index: 1, id: 'c-2', event: 'event-c-2', repeat: false },
      ],
    });
    expect(told(await ask(click))).to.include({ accepted: 0, repeats: 1 });
    expect(world.recorded).to.have.length(2);
  });

  it('may bring a CloudEvent', async () => {
    await world.door();
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'c-1',
      'ce-source': '/shop',
      'ce-type': 'click',
      'ce-time': '2026-11-23T08:30:00Z',
    };
    expect(told(await ask('', '23', headers))).to.include({ accepted: 1 });
  });

  it('is answered with a problem when it is refused, and nothing is stored', async () => {
    await world.door();
    const answer = await ask([click, { ...click, type: 7 }]);
    expect(answer.headers?.get('Hookline-Status')).to.equal('422');
    expect(answer.headers?.get('Content-Type')).to.equal('application/problem+json');
    expect(told(answer)).to.deep.include({
      type: 'urn:hookline:problem:events-refused',
      status: 422,
      errors: [{ index: 1, field: 'type', reason: 'must be string' }],
    });
    for (const account of ['24', 'x', '-1', '99999999999999999999']) {
      expect(told(await ask(click, account))).to.include({ type: 'urn:hookline:problem:account-unknown', status: 404 });
    }
    expect(world.recorded).to.deep.equal([]);
    expect(world.advisories).to.deep.equal([]);
  });

  it('conflicts when a known id comes with another body', async () => {
    await world.door();
    await ask(click);
    expect(told(await ask({ ...click, data: {} }))).to.include({ status: 409 });
  });

  it('is answered only after the append', async () => {
    const { recordEvents, recorded } = recordingInMemory();
    const held = heldBack(recordEvents);
    await world.door({ recordEvents: held.record });
    let answered = false;
    const asking = ask(click).then((answer) => {
      answered = true;
      return answer;
    });
    await waitUntil(() => held.asked() === 1);
    await world.nats.flush();
    expect(answered).to.equal(false);
    held.release();
    expect(told(await asking)).to.include({ accepted: 1 });
    expect(recorded).to.have.length(1);
  });

  it('is answered by one of several doors', async () => {
    const one = recordingInMemory();
    const other = recordingInMemory();
    await world.door({ recordEvents: one.recordEvents });
    await world.door({ recordEvents: other.recordEvents });
    await Promise.all(Array.from({ length: 40 }, (_, n) => ask({ ...click, id: `c-${String(n)}` })));
    expect(one.recorded.length + other.recorded.length).to.equal(40);
  });

  it('is answered that the door is busy when too many are under way', async () => {
    const { recordEvents } = recordingInMemory();
    const held = heldBack(recordEvents);
    await world.door({ recordEvents: held.record });
    const asking = Array.from({ length: 1001 }, (_, n) => ask({ ...click, id: `c-${String(n)}` }));
    const first = told(await Promise.race(asking));
    expect(first).to.include({ type: 'urn:hookline:problem:door-busy', status: 503 });
    held.release();
    await Promise.all(asking);
  });
});
