import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { decodeErasureEvent, encodeErasureEvent } from '../../../src/application/codecs/erasure-codec';
import { type ErasureEvent } from '../../../src/domain/erasure/erasure-event';
import { recorded } from '../../support/recorded-event';

const base = { erasure: 'e-1', account: 23, owner: '0a1b', at: '2026-11-23T12:00:00.000Z' };
const EVENTS: ReadonlyArray<ErasureEvent> = [
  { type: 'ProfileErased', ...base, by: 'ops' },
  { type: 'ErasureCompleted', ...base, parked: 1, waiting: 2 },
];

describe('A stored event of an erasure', () => {
  for (const event of EVENTS) {
    it(`comes back as it was: ${event.type}`, () => {
      expect(decodeErasureEvent(recorded(encodeErasureEvent(event)))).to.deep.equal(E.right(event));
    });

    it(`is corrupt without any one of its fields: ${event.type}`, () => {
      for (const missing of ['v', ...Object.keys(event)].filter((field) => field !== 'type')) {
        const data = JSON.stringify({ v: 1, ...event, [missing]: undefined });
        expect(E.isLeft(decodeErasureEvent(recorded({ type: event.type, data }))), missing).to.equal(true);
      }
    });
  }

  it('is corrupt when it is of no type of ours', () => {
    expect(E.isLeft(decodeErasureEvent(recorded({ type: 'HookCreated', data: '{}' })))).to.equal(true);
  });
});
