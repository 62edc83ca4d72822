import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { decodeRouting } from '../../../src/application/codecs/platform-event-codec';
import { type RoutedEvent } from '../../../src/application/codecs/routed-event';
import { openEvents } from '../../../src/application/record/open-events';
import { recentEvents } from '../../../src/application/record/recent-events';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { aClick } from '../../support/event-inputs';
import { ACCOUNT, aRecorder, type Recorder } from '../../support/recorder';

const routedIn = async (recorder: Recorder): Promise<ReadonlyArray<RoutedEvent>> =>
  (await recorder.log()).map((stored) => {
    const decoded = decodeRouting(stored);
    if (E.isLeft(decoded)) throw new Error(decoded.left.detail);
    return decoded.right;
  });

describe('Opening recorded events', () => {
  let recorder: Recorder;
  let routed: ReadonlyArray<RoutedEvent>;
  let calls: number;
  const errors: string[] = [];
  const { profile: _nobody, ...etl } = aClick({ id: 'etl' });

  /** As after a restart: nothing recent at hand. */
  const open = async (page: ReadonlyArray<RoutedEvent>): Promise<ReadonlyArray<PlatformEvent | null>> => {
    const { keyStore } = recorder;
    const counted = { open: (items: Parameters<typeof keyStore.open>[0]) => ((calls += 1), keyStore.open(items)) };
    const recent = recentEvents({ maxEvents: 10, maxBytes: 10_000 });
    const opened = await openEvents({
      keyStore: counted,
      recent,
      log: { error: (message) => void errors.push(message) },
    })(page)();
    if (E.isLeft(opened)) throw new Error(opened.left.detail);
    return opened.right;
  };

  beforeEach(async () => {
    calls = 0;
    errors.length = 0;
    recorder = aRecorder();
    await recorder.recorded(aClick(), etl, aClick({ id: 'bob', profile: { id: 'bob' } }));
    routed = await routedIn(recorder);
  });

  it('gives them whole, in order, with one call for all that is sealed', async () => {
    const events = await open(routed);
    expect(events.map((event) => event?.producerId)).to.deep.equal(['click-1', 'etl', 'bob']);
    expect(events[0]).to.deep.include({
      account: ACCOUNT,
      profile: { id: '4711', xxh: '00112233aabbccdd', fields: { first_name: 'Alice', email: 'alice@example.com' } },
      subjects: { database: { id: 7, name: 'Customers of Alice' }, mailing: { id: 42 } },
      data: { url: 'https://shop.example/alice' },
    });
    expect(calls).to.equal(1);
  });

  it('asks for no key where nothing is sealed', async () => {
    await open(routed.filter(({ owner }) => owner === undefined));
    expect(calls).to.equal(0);
  });

  it('gives null for a person who was erased, and the others whole', async () => {
    await recorder.keyStore.drop(ACCOUNT, recorder.keyStore.pseudonym(ACCOUNT, '4711'))();
    expect((await open(routed)).map((event) => event?.producerId ?? null)).to.deep.equal([null, 'etl', 'bob']);
    expect(errors).to.deep.equal([]);
  });

  it('takes from the same process what was just recorded, the very event', async () => {
    const unavailable = {
      open: () => TE.left({ type: 'KeyStoreUnavailable', retryable: true, detail: 'down' } as const),
    };
    const held = openEvents({ keyStore: unavailable, recent: recorder.recent, log: { error: () => undefined } });
    expect(await held(routed)()).to.deep.equal(E.right(await open(routed)));
  });

  it('fails as a whole while the keys cannot be had', async () => {
    const unavailable = { type: 'KeyStoreUnavailable', retryable: true, detail: 'down' } as const;
    const recent = recentEvents({ maxEvents: 0, maxBytes: 0 });
    const opening = openEvents({
      keyStore: { open: () => TE.left(unavailable) },
      recent,
      log: { error: () => undefined },
    });
    expect(await opening(routed)()).to.deep.equal(E.left(unavailable));
  });

  it('reports an opened part that is damaged, without showing it', async () => {
    const recent = recentEvents({ maxEvents: 0, maxBytes: 0 });
    const damaged = { open: (items: ReadonlyArray<unknown>) => TE.right(items.map(() => '{"producerId":"alice"}')) };
    const opened = await openEvents({
      keyStore: damaged,
      recent,
      log: { error: (message, fields) => void errors.push(message + JSON.stringify(fields)) },
    })(routed)();
    expect(E.isRight(opened) && opened.right.map((event) => event?.producerId ?? null)).to.deep.equal([
      null,
      'etl',
      null,
    ]);
    expect(errors).to.have.length(2);
    expect(errors.join()).not.to.contain('alice');
  });
});
