import { type Figure } from './figure';

export type Say = (line: string) => void;

/** A named part of the bench: starts what it needs, measures, and leaves nothing behind. */
export interface Scenario {
  readonly name: string;
  readonly run: (say: Say) => Promise<ReadonlyArray<Figure>>;
}
