import { readRanges, writeRanges } from '../../../../application/codecs/index-ranges';
import { type BlockRow, type OutcomeRef, type Standing } from '../../../../application/ports/delivery-search';
import { UNTRIED } from '../../../../application/read-models/delivery-search/standing';

type Detail = Pick<BlockRow, 'standings' | 'outcomes' | 'resent' | 'picks'>;

/** Equal standings share one entry: [ranges of indexes, standing]. */
interface Written {
  readonly standings: ReadonlyArray<readonly [string, Standing]>;
  readonly outcomes: ReadonlyArray<readonly [string, string]>;
  readonly resent: BlockRow['resent'];
  readonly picks?: string;
}

const grouped = (standings: ReadonlyArray<Standing>): Written['standings'] => {
  const [only] = standings;
  if (only !== undefined && standings.length === 1) return [['0', only]];
  const groups = new Map<Standing, Array<number>>();
  standings.forEach((standing, index) => {
    const group = groups.get(standing);
    if (group === undefined) groups.set(standing, [index]);
    else group.push(index);
  });
  return Array.from(groups, ([standing, indexes]) => [writeRanges(indexes), standing] as const);
};

const spread = (groups: Written['standings'], n: number): ReadonlyArray<Standing> => {
  const standings = new Array<Standing>(n).fill(UNTRIED);
  for (const [ranges, standing] of groups) for (const index of readRanges(ranges) ?? []) standings[index] = standing;
  return standings;
};

const refOf = ([stream, revision]: readonly [string, string]): OutcomeRef => ({ stream, revision: BigInt(revision) });

export const writeDetail = ({ standings, outcomes, resent, picks }: Detail): string =>
  JSON.stringify({
    standings: grouped(standings),
    outcomes: outcomes.map(({ stream, revision }) => [stream, String(revision)]),
    resent,
    picks,
  });

export const readDetail = (text: string, n: number): Detail => {
  const { standings, outcomes, resent, picks } = JSON.parse(text) as Written;
  return {
    standings: spread(standings, n),
    outcomes: outcomes.map(refOf),
    resent,
    ...(picks === undefined ? {} : { picks }),
  };
};
