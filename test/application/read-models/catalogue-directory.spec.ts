import { expect } from 'chai';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { encodeCatalogueEvent } from '../../../src/application/codecs/catalogue-codec';
import { type EventStore } from '../../../src/application/ports/event-store';
import { type CatalogueDirectory, catalogueDirectory } from '../../../src/application/read-models/catalogue-directory';
import { catalogueStream } from '../../../src/application/streams';
import { BUILT_IN_TYPES } from '../../../src/domain/catalogue/catalogue';
import { type CatalogueEvent } from '../../../src/domain/catalogue/catalogue-event';
import { aTelegramType, changed, registered } from '../../support/catalogue-builders';
import { fixedClock } from '../../support/fixed-clock';
import { done } from '../../support/hook-desk';

const identity = systemIdentity();

describe('The catalogue directory', () => {
  let eventStore: EventStore;
  let directory: CatalogueDirectory;
  let errors: string[];

  const follow = (): CatalogueDirectory =>
    catalogueDirectory({
      eventStore,
      clock: fixedClock(),
      log: { info: () => undefined, warn: () => undefined, error: (message) => void errors.push(message) },
    });

  const appendRaw = async (account: number, type: string, data: string): Promise<void> => {
    const { position } = await done(
      eventStore.append(catalogueStream(account), 'any', [{ id: identity.random(), type, data }]),
    );
    await directory.reached(position);
  };
  const append = async (...events: ReadonlyArray<CatalogueEvent>): Promise<void> => {
    for (const event of events) {
      const { type, data } = encodeCatalogueEvent(event);
      await appendRaw(event.account, type, data);
    }
  };

  beforeEach(() => {
    eventStore = inMemoryEventStore();
    errors = [];
    directory = follow();
  });
  afterEach(() => {
    directory.close();
  });

  it('has the built-in types for an account that registered none', () => {
    expect(directory.of(23).all).to.deep.equal(BUILT_IN_TYPES);
    expect(directory.of(23).find('deliv_telegram')).to.equal(undefined);
  });

  it('has what an account registered, as it stands now', async () => {
    await append(registered());
    expect(directory.of(23).find('deliv_telegram')).to.deep.equal(aTelegramType);
    expect(directory.of(23).vendorOf('deliv_telegram')).to.equal('altcraft');
    expect(directory.of(23).dimensionsOf('deliv_telegram')).to.deep.equal(['database', 'mailing']);
    await append(changed({ dimensions: ['pixel'] }));
    expect(directory.of(23).dimensionsOf('deliv_telegram')).to.deep.equal(['pixel']);
    expect(directory.of(23).all).to.have.lengthOf(BUILT_IN_TYPES.length + 1);
  });

  it('keeps the types of accounts apart', async () => {
    await append(registered(), { ...registered({ label: 'Theirs' }), account: 24 });
    expect(directory.of(23).find('deliv_telegram')?.label).to.equal('Delivered Telegram');
    expect(directory.of(24).find('deliv_telegram')?.label).to.equal('Theirs');
    expect(directory.of(2).find('deliv_telegram')).to.equal(undefined);
  });

  it('knows all of it again after a start', async () => {
    await append(registered(), { ...registered(), account: 24 }, changed({ label: 'Newer' }));
    const again = follow();
    await again.ready();
    expect(again.of(23).find('deliv_telegram')?.label).to.equal('Newer');
    expect(again.of(24).find('deliv_telegram')?.label).to.equal('Delivered Telegram');
    again.close();
  });

  it('leaves out an event it cannot read, says so, and goes on', async () => {
    await appendRaw(23, 'EventTypeRegistered', '{"v":1}');
    await append(registered());
    expect(errors).to.have.lengthOf(1);
    expect(directory.of(23).find('deliv_telegram')).to.deep.equal(aTelegramType);
  });

  it('lets everybody go when it closes', async () => {
    const waiting = directory.reached(1_000_000n);
    directory.close();
    await waiting;
    await directory.ready();
  });
});
