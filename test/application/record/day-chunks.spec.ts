import { expect } from 'chai';
import fc from 'fast-check';
import { writeEvent } from '../../../src/application/codecs/platform-event-codec';
import { CHUNK_BYTES, dayChunks } from '../../../src/application/record/day-chunks';
import { type ReadyEvent } from '../../../src/application/record/seal-page';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';

const ready = (index: number, day: number, bytes: number): ReadyEvent => {
  const id = String(index);
  const event: PlatformEvent = {
    id,
    account: 12,
    source: '',
    producerId: id,
    type: 'click',
    occurredAt: `2026-11-1${String(day)}T23:59:59.999Z`,
    subjects: {},
    data: {},
    isTest: false,
    capture: true,
  };
  const written = writeEvent(event, undefined);
  return {
    checked: { index, event, written, routingBytes: 0, personalBytes: 0 },
    stored: { id, type: 'PlatformEvent', data: '' },
    bytes,
  };
};

const pages = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: CHUNK_BYTES / 2 })), { maxLength: 40 })
  .map((events) => events.map(([day, bytes], index) => ready(index, day, bytes)));

describe('A page cut into appends', () => {
  it('keeps every event once, each in the stream of its day, and the order inside a day', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const chunks = dayChunks(page);
        for (const { stream, events } of chunks) {
          for (const { checked } of events)
            expect(stream.endsWith(checked.event.occurredAt.slice(0, 10))).to.equal(true);
        }
        for (const stream of new Set(chunks.map((chunk) => chunk.stream))) {
          const ofDay = chunks.filter((chunk) => chunk.stream === stream).flatMap(({ events }) => events);
          expect(ofDay).to.deep.equal(
            page.filter(({ checked }) => stream.endsWith(checked.event.occurredAt.slice(0, 10))),
          );
        }
        expect(chunks.flatMap(({ events }) => events)).to.have.length(page.length);
      }),
    );
  });

  it('makes no append larger than 512 KiB, and none that the one before had room for', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const chunks = dayChunks(page);
        const bytesOf = (events: ReadonlyArray<ReadyEvent>): number =>
          events.reduce((sum, { bytes }) => sum + bytes, 0);
        for (const { events } of chunks) expect(bytesOf(events)).to.be.at.most(CHUNK_BYTES);
        for (const [at, { stream, events }] of chunks.entries()) {
          const before = chunks.slice(0, at).findLast((chunk) => chunk.stream === stream);
          if (before !== undefined) expect(bytesOf(before.events) + events[0].bytes).to.be.greaterThan(CHUNK_BYTES);
        }
      }),
    );
  });

  it('lets a single event that is larger have an append of its own', () => {
    const large = ready(1, 0, CHUNK_BYTES + 1);
    expect(dayChunks([ready(0, 0, 10), large, ready(2, 0, 10)]).map(({ events }) => events.length)).to.deep.equal([
      1, 1, 1,
    ]);
  });
});
