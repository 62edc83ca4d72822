import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { decodeCatalogueEvent, encodeCatalogueEvent } from '../../../src/application/codecs/catalogue-codec';
import { aTelegramType, changed, registered } from '../../support/catalogue-builders';
import { recorded } from '../../support/recorded-event';

const detailOf = (type: string, data: string): string => {
  const decoded = decodeCatalogueEvent(recorded({ type, data, stream: 'catalogue-23', revision: 2n }));
  if (E.isRight(decoded)) return 'decoded';
  expect(decoded.left).to.include({ type: 'CorruptEvent', stream: 'catalogue-23', revision: 2n });
  return decoded.left.detail;
};
const withType = (parts: object): string =>
  JSON.stringify({ v: 1, ...registered(), eventType: { ...aTelegramType, ...parts } });

describe('A stored event of a catalogue', () => {
  for (const event of [registered(), changed({ vendor: 'actito' })]) {
    it(`comes back as it was: ${event.type}`, () => {
      const { type, data } = encodeCatalogueEvent(event);
      expect(decodeCatalogueEvent(recorded({ type, data }))).to.deep.equal(E.right(event));
    });

    it(`is corrupt without any one of its fields: ${event.type}`, () => {
      for (const missing of ['v', 'account', 'at', 'by', 'eventType']) {
        expect(detailOf(event.type, JSON.stringify({ v: 1, ...event, [missing]: undefined })), missing).to.contain(
          missing,
        );
      }
    });
  }

  it('is corrupt without any one field of the event type', () => {
    for (const missing of Object.keys(aTelegramType)) {
      expect(detailOf('EventTypeRegistered', withType({ [missing]: undefined })), missing).to.contain(missing);
    }
  });

  it('is corrupt with a vendor or a dimension that does not exist', () => {
    expect(detailOf('EventTypeRegistered', withType({ vendor: 'acme' }))).to.contain('vendor: is none of');
    expect(detailOf('EventTypeRegistered', withType({ dimensions: ['planet'] }))).to.contain(
      'dimensions: 0: is none of',
    );
  });

  it('is corrupt when it is of no type of ours', () => {
    expect(detailOf('EventTypePainted', '{}')).to.equal('EventTypePainted: is no event of a catalogue');
  });
});
