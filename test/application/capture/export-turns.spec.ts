import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { type ContentItem } from '../../../src/application/capture/block-content';
import { type PagesAhead, pagesAhead } from '../../../src/application/capture/exports/pages-ahead';
import { runTurn, type RunTurn } from '../../../src/application/capture/exports/run-turn';
import { type ShapedEntry } from '../../../src/application/capture/exports/shaped-page';
import { type ShapePage } from '../../../src/application/capture/exports/shape-page';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { type RunCursor } from '../../../src/domain/capture/run-record';
import { type StartedRun } from '../../../src/domain/export-run/export-run';
import { evolve } from '../../../src/domain/export-run/evolve';
import { RUN_STARTED } from '../../support/export-desk';
import { aDefinition } from '../../support/hook-builders';

const { named } = systemIdentity();
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'];

/** What the event at a place of a day is to the run. */
type Kind = 'item' | 'left-out' | 'hidden' | 'unshaped';

const itemOf = (name: string): ContentItem => ({
  delivery: `delivery of ${name}`,
  event: name,
  type: 'click',
  position: 0n,
  body: name,
  bytes: name.length,
  recordedAt: 0,
  occurredAt: '2026-11-23T10:00:00Z',
});

const entryOf = (kind: Kind, name: string, revision: bigint): ShapedEntry => {
  const item = itemOf(name);
  switch (kind) {
    case 'item':
      return { kind, revision, item };
    case 'unshaped':
      return { kind, revision, unshaped: { type: 'ShapingRefusal', field: 'data', reason: 'is bad', item } };
    case 'left-out':
    case 'hidden':
      return { kind: 'left-out', revision, because: 'notMatched', hidden: kind === 'hidden' };
  }
};

interface Past {
  readonly days: ReadonlyArray<ReadonlyArray<Kind>>;
  readonly maxBatch: number;
}

const nameOf = (day: number, at: number): string => `${String(day)}/${String(at)}`;

const shapeOf =
  ({ days }: Past): ShapePage =>
  ({ cursor, maxCount }) => {
    const day = DAYS.indexOf(cursor.day);
    const from = Number(cursor.next);
    const kinds = (days[day] ?? []).slice(from, from + maxCount);
    const entries = kinds.map((kind, at) => entryOf(kind, nameOf(day, from + at), BigInt(from + at)));
    const next = BigInt(from + entries.length);
    return Promise.resolve(E.right({ entries, next, isEnd: entries.length < maxCount, bytes: 1000 * entries.length }));
  };

const namesOf = ({ days }: Past, wanted: Kind): ReadonlyArray<string> =>
  days.flatMap((kinds, day) => kinds.flatMap((kind, at) => (kind === wanted ? [nameOf(day, at)] : [])));

/** How one turn goes: with the pages read before, or after a start; with how many blocks; beside live events or not. */
interface Way {
  readonly again: boolean;
  readonly enough: number;
  readonly depth: number;
  readonly mostEvents: number;
}

const started = evolve({ status: 'absent' }, RUN_STARTED);
const run: StartedRun =
  started.status === 'absent'
    ? expect.fail()
    : { ...started, period: { ...started.period, ends: Date.parse('2026-11-26T00:00:00Z') } };

const turnsOf = async (past: Past, ways: ReadonlyArray<Way>): Promise<ReadonlyArray<RunTurn>> => {
  const definition = aDefinition({ maxBatch: past.maxBatch });
  const shaping = { hook: 1, revision: 1, entity: 'shop', definition };
  const matching = {
    run,
    received: null,
    entry: { position: 0n, capturing: true, rule: compileRule(definition.rule), shaping },
  };
  const turnFrom = runTurn({
    named,
    park: (_, { item: { delivery } }) => Promise.resolve({ delivery, reason: 'bad', parkedRevision: '0' }),
  });
  const turns: RunTurn[] = [];
  let way: Way = { again: true, enough: 1, depth: 0, mostEvents: 20 };
  const fresh = (): PagesAhead =>
    pagesAhead({
      shape: shapeOf(past),
      account: 23,
      before: 1n,
      depth: () => way.depth,
      mostEvents: () => way.mostEvents,
    });
  let pages = fresh();
  let cursor: RunCursor | null = { day: DAYS[0] ?? '', next: 0n };
  while (cursor !== null) {
    way = ways[turns.length % ways.length] ?? way;
    if (way.again) pages = fresh();
    const turn: E.Either<unknown, RunTurn> = await turnFrom({ matching, cursor, pages, enough: way.enough })();
    if (E.isLeft(turn)) expect.fail('the day was not read');
    turns.push(turn.right);
    ({ cursor } = turn.right);
  }
  return turns;
};

const kind = fc.constantFrom<Kind[]>('item', 'item', 'item', 'left-out', 'hidden', 'unshaped');
const past: fc.Arbitrary<Past> = fc.record({
  days: fc.array(fc.array(kind, { maxLength: 300, size: 'max' }), { minLength: DAYS.length, maxLength: DAYS.length }),
  maxBatch: fc.constantFrom(1, 2, 7, 100, 1000),
});
const ways: fc.Arbitrary<ReadonlyArray<Way>> = fc.array(
  fc.record({
    again: fc.boolean(),
    enough: fc.integer({ min: 1, max: 16 }),
    depth: fc.nat(3),
    mostEvents: fc.constantFrom(20, 400),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('The turns of an export', () => {
  it('send each event of the days once and in order, park and leave out the others, and count all of them', async () => {
    await fc.assert(
      fc.asyncProperty(past, ways, async (days, how) => {
        const turns = await turnsOf(days, how);
        const blocks = turns.flatMap((turn) => turn.blocks);
        const sent = blocks.flatMap(({ content }) => content.items.map(({ event }) => event));
        expect(sent).to.deep.equal(namesOf(days, 'item'));
        const parked = turns.flatMap((turn) => turn.parked.map(({ delivery }) => delivery));
        expect(parked).to.deep.equal(namesOf(days, 'unshaped').map((name) => `delivery of ${name}`));
        expect(turns.reduce((sum, { tally }) => sum + tally.events, 0)).to.equal(days.days.flat().length);
        for (const { block } of blocks) expect(block.n).to.be.at.most(days.maxBatch);
      }),
      { numRuns: 150 },
    );
  });

  it('fill their blocks also where pages are small', async () => {
    const days = { days: [Array.from({ length: 900 }, (): Kind => 'item')], maxBatch: 450 };
    const turns = await turnsOf(days, [{ again: false, enough: 1, depth: 0, mostEvents: 20 }]);
    expect(turns.flatMap(({ blocks }) => blocks.map(({ block }) => block.n))).to.deep.equal([450, 450]);
  });
});
