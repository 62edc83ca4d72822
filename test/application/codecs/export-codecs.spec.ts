import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeExportRunEvent, encodeExportRunEvent } from '../../../src/application/codecs/export-run-codec';
import { decodeRunCaptured, encodeRunCaptured } from '../../../src/application/codecs/run-record-codec';
import { readRunLane, storeRunLane } from '../../../src/application/codecs/run-lane-codec';
import { type RunBlock, type RunCaptured } from '../../../src/domain/capture/run-record';
import { newRunLane } from '../../../src/domain/capture/run-lane';
import { newLane } from '../../../src/domain/capture/lane';
import { withRunCaptured } from '../../../src/domain/capture/fold-run';
import { evolve } from '../../../src/domain/export-run/evolve';
import { type ExportRunEvent } from '../../../src/domain/export-run/export-run-event';
import * as build from '../../support/export-run-builders';
import { recorded } from '../../support/recorded-event';

const count = fc.nat(1000);
const revision = fc.bigInt({ min: 0n, max: 2n ** 60n });
const day = fc.constantFrom('2026-10-01', '2026-10-02');
const blocks: fc.Arbitrary<RunBlock> = fc.record(
  { id: fc.uuid(), day, from: revision, to: revision, n: count, bytes: count, only: fc.array(revision) },
  { requiredKeys: ['id', 'day', 'from', 'to', 'n', 'bytes'] },
);
const pages: fc.Arbitrary<RunCaptured> = fc.record({
  type: fc.constant('RunCaptured' as const),
  run: fc.constant(build.RUN),
  position: revision,
  at: count,
  blocks: fc.array(blocks, { maxLength: 3 }),
  parked: fc.array(fc.record({ delivery: fc.uuid(), reason: fc.string(), parkedRevision: fc.constant('7') })),
  cursor: fc.option(fc.record({ day, next: revision })),
  tally: fc.record({
    events: count,
    notMatched: count,
    notExportable: count,
    alreadyDelivered: count,
    outside: count,
  }),
});

describe('What is stored of an export run', () => {
  it('is read back as it was: its pages', () => {
    fc.assert(
      fc.property(pages, (page) => {
        expect(decodeRunCaptured(recorded(encodeRunCaptured(page)))).to.deep.equal(E.right(page));
      }),
    );
  });

  it('is read back as it was: its events', () => {
    const events: ReadonlyArray<ExportRunEvent> = [
      build.started,
      { ...build.started, rateLimit: 0.5 },
      build.suspended,
      build.paused,
      build.resumed,
      build.aborted,
      build.completed,
      build.failed,
    ];
    for (const event of events)
      expect(decodeExportRunEvent(recorded(encodeExportRunEvent(event)))).to.deep.equal(E.right(event));
  });

  it('is read back as it was: its lane in a snapshot', () => {
    const hook = newLane({
      hook: build.HOOK,
      account: build.ACCOUNT,
      status: 'active',
      settings: {
        packaging: 'together',
        policy: { maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 },
        circuit: 'on',
        ordering: { mode: 'none', onExhausted: 'suspend' },
        parallelism: 8,
      },
    });
    const run = evolve({ status: 'absent' }, build.started);
    if (run.status === 'absent') return expect.fail();
    const fresh = newRunLane(run, 40n, hook);
    fc.assert(
      fc.property(fc.uniqueArray(pages, { maxLength: 4, selector: ({ blocks: [one] }) => one?.id }), (records) => {
        const lane = records.reduce(withRunCaptured, fresh);
        const read = readRunLane(storeRunLane(lane, 100), fresh, { now: 100, passed: 0 });
        expect(storeRunLane(read, 100)).to.deep.equal(storeRunLane(lane, 100));
        expect(read.lane.counts).to.deep.equal(lane.lane.counts);
        expect(read.cursor).to.deep.equal(lane.cursor);
      }),
    );
    return undefined;
  });

  it('says what is wrong with it where it is damaged', () => {
    const damaged = recorded({ type: 'ExportRunStarted', data: '{"v":1}' });
    expect(decodeExportRunEvent(damaged)).to.have.nested.property('left.type', 'CorruptEvent');
    expect(decodeRunCaptured(recorded({ type: 'RunCaptured', data: '{' }))).to.have.nested.property(
      'left.type',
      'CorruptEvent',
    );
  });
});
