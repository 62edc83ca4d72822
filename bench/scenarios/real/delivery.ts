import { type Figure } from '../../harness/figure';
import { type Say, type Scenario } from '../../harness/scenario';
import { type DeliveryWorld, openDeliveryWorld } from './delivery-world';

const DELIVERERS = [1, 2, 4] as const;

/** Measures once for each number of processes that deliver; the first call also makes what it needs. */
export type Measure = (label: string) => Promise<ReadonlyArray<Figure>>;
export type Prepare = (world: DeliveryWorld) => Promise<Measure>;

const inWords = (count: number): string => `${String(count)} ${count === 1 ? 'deliverer' : 'deliverers'}`;

/** A scenario on one cluster that grows: the same load with one, two and four processes that deliver. */
export const delivery = (name: string, prepare: Prepare): Scenario => ({
  name,
  run: async (say: Say): Promise<ReadonlyArray<Figure>> => {
    const world = await openDeliveryWorld(say);
    const measure = await prepare(world);
    const figures: Figure[] = [];
    for (const count of DELIVERERS) {
      await world.grow(count);
      const label = `${name}, ${inWords(count)}`;
      say(`  ${label}`);
      figures.push(...(await measure(label)));
    }
    await world.stop();
    return figures;
  },
});
