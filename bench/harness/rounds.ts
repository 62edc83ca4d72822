import { median } from './statistics';
import { type Say } from './scenario';

export type Measurement = () => Promise<number>;

/** Measures one after another, several times over, so that all share the machine's better and worse minutes; medians. */
export const medianOfRounds = async <Name extends string>(
  measurements: { readonly [name in Name]: Measurement },
  rounds: number,
  say: Say,
): Promise<{ readonly [name in Name]: number }> => {
  const entries = Object.entries<Measurement>(measurements);
  const values = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = 1; round <= rounds; round++)
    for (const [name, measure] of entries) {
      const value = await measure();
      values.get(name)?.push(value);
      say(`  round ${String(round)}: ${name} ${value.toFixed(0)}`);
    }
  return Object.fromEntries(entries.map(([name]) => [name, median(values.get(name) ?? [])])) as {
    readonly [name in Name]: number;
  };
};
