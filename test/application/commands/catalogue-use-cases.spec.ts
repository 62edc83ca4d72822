import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { catalogueUseCases } from '../../../src/application/commands/catalogue-use-cases';
import { type EventStore } from '../../../src/application/ports/event-store';
import { type CatalogueDirectory, catalogueDirectory } from '../../../src/application/read-models/catalogue-directory';
import { type CatalogueUseCases } from '../../../src/application/use-cases/catalogue';
import { BUILT_IN_TYPES } from '../../../src/domain/catalogue/catalogue';
import { aTelegramType } from '../../support/catalogue-builders';
import { fixedClock } from '../../support/fixed-clock';
import { alice, done, mallory, refused } from '../../support/hook-desk';
import { slowlyFollowed } from '../../support/slowly-followed';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('The catalogue of an account over the log', () => {
  let eventStore: EventStore;
  let directory: CatalogueDirectory;
  let catalogue: CatalogueUseCases;

  const over = (store: EventStore): CatalogueUseCases =>
    catalogueUseCases({ eventStore: store, clock: fixedClock(), identity: systemIdentity(), directory });

  beforeEach(async () => {
    eventStore = slowlyFollowed(inMemoryEventStore());
    directory = catalogueDirectory({ eventStore, clock: fixedClock(), log: silent });
    await directory.ready();
    catalogue = over(eventStore);
  });
  afterEach(() => {
    directory.close();
  });

  it('knows a registered type as soon as it has answered', async () => {
    const saved = await done(catalogue.register(alice, aTelegramType));
    expect(saved).to.deep.equal({ ...aTelegramType, builtIn: false, isNew: true });
    expect(directory.of(23).vendorOf('deliv_telegram')).to.equal('altcraft');
    expect(catalogue.read(23, 'deliv_telegram')).to.deep.equal(E.right({ ...aTelegramType, builtIn: false }));
  });

  it('says when a type took the place of another body', async () => {
    await done(catalogue.register(alice, aTelegramType));
    const saved = await done(catalogue.register(alice, { ...aTelegramType, label: 'Newer' }));
    expect(saved).to.include({ label: 'Newer', isNew: false });
    expect(catalogue.list(23).map(({ label }) => label))
      .to.include('Newer')
      .and.not.include('Delivered Telegram');
  });

  it('lists built-in types first and tells them apart', async () => {
    await done(catalogue.register(alice, aTelegramType));
    expect(catalogue.list(23)).to.deep.equal([
      ...BUILT_IN_TYPES.map((type) => ({ ...type, builtIn: true })),
      { ...aTelegramType, builtIn: false },
    ]);
  });

  it('is not seen by another account', async () => {
    await done(catalogue.register(alice, aTelegramType));
    expect(catalogue.read(mallory.account, 'deliv_telegram')).to.deep.equal(
      E.left({ type: 'EventTypeUnknown', code: 'deliv_telegram' }),
    );
    expect(catalogue.list(mallory.account)).to.have.lengthOf(BUILT_IN_TYPES.length);
  });

  it('stores nothing of what it refuses', async () => {
    expect(await refused(catalogue.register(alice, { ...aTelegramType, label: '' }))).to.deep.equal({
      type: 'InvalidEventType',
      problems: [{ field: 'label', reason: 'must have 1 to 200 characters' }],
    });
    expect(await refused(catalogue.register(alice, { ...aTelegramType, code: 'deliv' }))).to.deep.equal({
      type: 'EventTypeBuiltIn',
      code: 'deliv',
    });
    await done(catalogue.register(alice, aTelegramType));
    expect(await refused(catalogue.register(alice, aTelegramType))).to.include({ type: 'EventTypeUnchanged' });
    const { events } = await done(
      eventStore.readStream('catalogue-23', { direction: 'forwards', from: 0n, maxCount: 99 }),
    );
    expect(events.map(({ type }) => type)).to.deep.equal(['EventTypeRegistered']);
    expect(JSON.parse(events[0]?.data ?? '')).to.include({ account: 23, by: 'alice' });
  });

  it('takes types that many register at the same moment, each once', async () => {
    const codes = Array.from({ length: 8 }, (_, at) => `own_${String(at % 4)}`);
    const results = await Promise.all(
      codes.map((code) =>
        catalogue.register(alice, { ...aTelegramType, code, example: { ...aTelegramType.example, type: code } })(),
      ),
    );
    expect(results.filter(E.isRight)).to.have.lengthOf(4);
    expect(catalogue.list(23)).to.have.lengthOf(BUILT_IN_TYPES.length + 4);
  });

  it('says so when the log does not answer', async () => {
    const failure = {
      type: 'EventStoreUnavailable',
      retryable: false,
      outcome: 'not-written',
      detail: 'gone',
    } as const;
    const broken = over({ ...eventStore, readStream: () => TE.left(failure) });
    expect(await refused(broken.register(alice, aTelegramType))).to.include({ type: 'EventStoreUnavailable' });
  });
});
