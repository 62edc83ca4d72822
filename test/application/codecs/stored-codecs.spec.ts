import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeCaptureRecord, encodeCaptureRecord } from '../../../src/application/codecs/capture-record-codec';
import { decodeOutcomes, encodeOutcomes, OUTCOMES, withTexts } from '../../../src/application/codecs/outcome-codec';
import { decodeParkedEvent, encodeParkedEvent } from '../../../src/application/codecs/parked-codec';
import { collectTexts, openedTexts, responsesOwner } from '../../../src/application/codecs/response-texts';
import { type Outcome } from '../../../src/domain/delivery/outcome';
import { anOutcome } from '../../support/outcome-builder';
import { captureRecords, outcomes, parkedEvents } from '../../support/record-arbitraries';
import { recorded } from '../../support/recorded-event';

/** As the outcome writer does it, with a seal that can be read here. */
const stored = (group: ReadonlyArray<Outcome>): string =>
  encodeOutcomes(
    group,
    new Map(collectTexts(group).map(({ account, plain }) => [account, { owner: responsesOwner(0), sealed: plain }])),
  );

const restored = (json: string): ReadonlyArray<Outcome> => {
  const decoded = decodeOutcomes(recorded({ type: OUTCOMES, data: json }));
  if (E.isLeft(decoded)) return [];
  const opened = [...decoded.right.texts].map(([account, { sealed }]) => [account, openedTexts(sealed)] as const);
  return withTexts(decoded.right.outcomes, new Map(opened));
};

describe('A capture record', () => {
  it('comes back from the log as it was appended', () => {
    fc.assert(
      fc.property(captureRecords, (record) => {
        expect(decodeCaptureRecord(recorded(encodeCaptureRecord(record)))).to.deep.equal(E.right(record));
      }),
    );
  });

  it('leaves out what a page did not bring', () => {
    const record = {
      type: 'PageCaptured',
      position: 7n,
      at: 1,
      blocks: [],
      open: [],
      parked: [],
      behind: [],
      caughtUp: [],
    } as const;
    expect(encodeCaptureRecord(record).data).to.equal('{"v":1,"position":"7","at":1}');
  });

  it('is refused as corrupt, with the place, when a position is damaged', () => {
    const data =
      '{"v":1,"position":"7","at":1,"blocks":[{"id":"b","hook":1,"from":"x","to":"7","n":1,"bytes":1,"rev":0}]}';
    expect(decodeCaptureRecord(recorded({ type: 'PageCaptured', data }))).to.deep.equal(
      E.left({
        type: 'CorruptEvent',
        stream: 'captures-all',
        revision: 0n,
        detail: 'PageCaptured: blocks: 0: from: is no decimal number in quotes',
      }),
    );
  });

  it('of a newer version is refused instead of being misread', () => {
    const decoded = decodeCaptureRecord(recorded({ type: 'CaptureTakenOver', data: '{"v":2,"at":1}' }));
    expect(decoded).to.have.nested.property('left.detail', 'CaptureTakenOver: v: is 2, this program reads 1');
  });
});

describe('A group of outcomes', () => {
  it('comes back from the log as it was appended, texts included', () => {
    fc.assert(
      fc.property(fc.array(outcomes, { maxLength: 8 }), (group) => {
        expect(restored(stored(group))).to.deep.equal(group);
      }),
    );
  });

  it('stores the text that all answers of an account share once, and none in clear', () => {
    const group = [
      anOutcome({ text: 'accepted' }),
      anOutcome({ text: 'accepted' }),
      anOutcome({ account: 2, text: 'accepted' }),
    ];
    expect(collectTexts(group)).to.deep.equal([
      { account: 1, plain: '["accepted"]' },
      { account: 2, plain: '["accepted"]' },
    ]);
    const sealed = new Map([1, 2].map((account) => [account, { owner: 'responses-2026-11-23', sealed: 'c2VhbGVk' }]));
    expect(encodeOutcomes(group, sealed)).not.to.contain('accepted');
  });

  it('goes without a text whose key is gone', () => {
    const decoded = decodeOutcomes(recorded({ type: OUTCOMES, data: stored([anOutcome({ text: 'accepted' })]) }));
    expect(E.isRight(decoded) && withTexts(decoded.right.outcomes, new Map())).to.deep.equal([anOutcome({})]);
  });

  it('writes a plain success of a hundred deliveries in a few dozen bytes beyond its ids', () => {
    const outcome = anOutcome({ indexes: Array.from({ length: 100 }, (_, index) => index) });
    expect(encodeOutcomes([outcome], new Map())).to.contain(
      '"answers":[{"answer":"delivered","of":"0-99","attempt":1}]',
    );
  });

  it('is refused as corrupt when a range is damaged', () => {
    const damaged = encodeOutcomes([anOutcome({})], new Map()).replace('"of":"0"', '"of":"0-"');
    expect(decodeOutcomes(recorded({ type: OUTCOMES, data: damaged }))).to.have.nested.property(
      'left.detail',
      'Outcomes: outcomes: 0: answers: 0: of: is no list of index ranges',
    );
  });

  it('is refused as corrupt when it is no JSON', () => {
    expect(decodeOutcomes(recorded({ type: OUTCOMES, data: '{' }))).to.have.nested.property(
      'left.detail',
      'Outcomes: is no JSON',
    );
  });
});

describe('An event of a parked stream', () => {
  it('comes back from the log as it was appended', () => {
    fc.assert(
      fc.property(parkedEvents, (event) => {
        expect(decodeParkedEvent(recorded(encodeParkedEvent(event)))).to.deep.equal(E.right(event));
      }),
    );
  });

  it('of a type nobody knows is refused as corrupt', () => {
    expect(E.isLeft(decodeParkedEvent(recorded({ type: 'DeliveriesForgotten', data: '{"v":1}' })))).to.equal(true);
  });
});
