import { join } from 'node:path';
import { type BlockKind } from '../../harness/blocks';
import { startChild } from '../../harness/child';
import { atLeastShare, type Figure } from '../../harness/figure';
import { costAnEvent, processorTime } from '../../harness/process-usage';
import { medianOfRounds } from '../../harness/rounds';
import { type Say, type Scenario } from '../../harness/scenario';
import { startNatsNode } from '../../servers/nats-node';

const KINDS: ReadonlyArray<BlockKind & { readonly name: string }> = [
  { name: 'blocks of 1', events: 1, sealed: true },
  { name: 'blocks of 100', events: 100, sealed: true },
  { name: 'blocks of 100, nobody’s', events: 100, sealed: false },
];
const WARM_UP_MS = 1_000;
const ROUNDS = 3;
const MS = 1_500;

interface Published {
  readonly published: number;
  readonly startedAt: number;
}

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const nats = await startNatsNode();
  const publisher = startChild(join(__dirname, '..', '..', 'bus-publisher-process.js'));
  const worker = startChild(join(__dirname, '..', '..', 'bus-worker-process.js'));
  await publisher.ask('open', nats.url);
  await worker.ask('open', nats.url);
  /** From the first publication to the last acknowledgement. */
  const rate = async (how: 'bare' | 'blocks', kind: BlockKind, ms: number): Promise<number> => {
    const usedBefore = [await processorTime(publisher.pid), await processorTime(worker.pid)] as const;
    const { published, startedAt } = await publisher.ask<Published>(how, { kind, ms });
    const lastAt = await worker.ask<number>('hasTaken', published);
    const publishing = costAnEvent(usedBefore[0], await processorTime(publisher.pid), published, 'a block');
    const taking = costAnEvent(usedBefore[1], await processorTime(worker.pid), published, 'a block');
    say(`    publishing: ${publishing}`);
    say(`    taking: ${taking}`);
    return (published * 1000) / (lastAt - startedAt);
  };
  const figures: Figure[] = [];
  for (const { name, ...kind } of KINDS) {
    say(`  ${name}`);
    await rate('bare', kind, WARM_UP_MS);
    await rate('blocks', kind, WARM_UP_MS);
    const rates = await medianOfRounds(
      { 'bare messages': () => rate('bare', kind, MS), blocks: () => rate('blocks', kind, MS) },
      ROUNDS,
      say,
    );
    figures.push(
      atLeastShare({ name, value: rates.blocks, unit: 'blocks/s' }, rates['bare messages'], {
        share: 0.6,
        of: 'bare publish and consume',
      }),
    );
  }
  await publisher.stop();
  await worker.stop();
  await nats.stop();
  return figures;
};

/** Blocks published, taken and acknowledged through JetStream, against messages of the same bytes by the client alone. */
export const blocks: Scenario = { name: 'blocks', run };
