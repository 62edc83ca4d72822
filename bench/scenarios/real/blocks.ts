import { join } from 'node:path';
import { type BlockKind } from '../../harness/blocks';
import { startChild } from '../../harness/child';
import { atLeastShare, type Figure } from '../../harness/figure';
import { medianOfRounds } from '../../harness/rounds';
import { type Say, type Scenario } from '../../harness/scenario';
import { startNatsNode } from '../../servers/nats-node';

const KINDS: ReadonlyArray<BlockKind & { readonly name: string }> = [
  { name: 'blocks of 1', events: 1, sealed: true },
  { name: 'blocks of 100', events: 100, sealed: true },
  { name: 'blocks of 100, nobody’s', events: 100, sealed: false },
];
const WARM_UP_MS = 1_500;
const ROUNDS = 3;
const MS = 2_000;

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const nats = await startNatsNode();
  const child = startChild(join(__dirname, '..', '..', 'bus-process.js'));
  await child.ask('open', nats.url);
  const figures: Figure[] = [];
  for (const { name, ...kind } of KINDS) {
    const bare = (ms: number) => (): Promise<number> => child.ask('bare', { kind, ms });
    const adapter = (ms: number) => (): Promise<number> => child.ask('adapter', { kind, ms });
    await bare(WARM_UP_MS)();
    await adapter(WARM_UP_MS)();
    say(`  ${name}`);
    const rates = await medianOfRounds({ 'bare messages': bare(MS), blocks: adapter(MS) }, ROUNDS, say);
    figures.push(
      atLeastShare({ name, value: rates.blocks, unit: 'blocks/s' }, rates['bare messages'], {
        share: 0.6,
        of: 'bare publish and consume',
      }),
    );
  }
  await child.stop();
  await nats.stop();
  return figures;
};

/** Blocks published, taken and acknowledged through JetStream, against messages of the same bytes by the client alone. */
export const blocks: Scenario = { name: 'blocks', run };
