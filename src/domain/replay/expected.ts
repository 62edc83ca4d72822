/** A delivery that must be: the hook, as it stood at the event's position, wanted the event. */
export interface Expected {
  readonly position: bigint;
  /** Of the hook at the position. */
  readonly revision: number;
  /** False: read beside the period, to know the borders of blocks. */
  readonly counted: boolean;
}

/** Deliveries of one hook that no capture record has covered so far, in the order of the log. */
export interface Uncovered {
  /** Behind all that has been covered. */
  readonly queue: ReadonlyArray<Expected>;
  /** Passed over: something behind them was covered. Those of one run have nothing covered between them. */
  readonly passed: ReadonlyArray<ReadonlyArray<Expected>>;
}

export const NOTHING_UNCOVERED: Uncovered = { queue: [], passed: [] };

export interface Stretch {
  readonly from: bigint;
  /** Inclusive, as `from`. */
  readonly to: bigint;
}

const isIn = ({ from, to }: Stretch, { position }: Expected): boolean => position >= from && position <= to;

const nonEmpty = <T>(lists: ReadonlyArray<ReadonlyArray<T>>): ReadonlyArray<ReadonlyArray<T>> =>
  lists.filter((list) => list.length > 0);

/** What of a run lies around the stretch: two runs, since what is between them is covered now. */
const around = (run: ReadonlyArray<Expected>, { from, to }: Stretch): ReadonlyArray<ReadonlyArray<Expected>> => [
  run.filter(({ position }) => position < from),
  run.filter(({ position }) => position > to),
];

/** A run is in the order of the log: its ends tell. */
const touches = (run: ReadonlyArray<Expected>, { from, to }: Stretch): boolean => {
  const first = run[0]?.position ?? to + 1n;
  const last = run.at(-1)?.position ?? from - 1n;
  return first <= to && last >= from;
};

/**
 * A record covers all deliveries of a stretch. Records mostly come in the order of the log; those of a replay do not, so
 * what was passed over may be covered later.
 */
export const cover = (
  { queue, passed }: Uncovered,
  stretch: Stretch,
): { readonly left: Uncovered; readonly covered: ReadonlyArray<Expected> } => {
  const behind = queue.findIndex(({ position }) => position > stretch.to);
  const reached = behind === -1 ? queue : queue.slice(0, behind);
  const isTouched = (run: ReadonlyArray<Expected>): boolean => touches(run, stretch);
  const earlier = passed.filter(isTouched);
  const covered = [...earlier.flat(), ...reached].filter((one) => isIn(stretch, one));
  if (covered.length === 0) return { left: { queue, passed }, covered };
  const left = {
    queue: behind === -1 ? [] : queue.slice(behind),
    passed: [
      ...passed.flatMap((run) => (isTouched(run) ? nonEmpty(around(run, stretch)) : [run])),
      ...nonEmpty([reached.filter(({ position }) => position < stretch.from)]),
    ],
  };
  return { left, covered };
};

/** Deliveries to be captured as one stretch: of one revision, with nothing covered and nothing uncounted between them. */
export const runsOf = ({ queue, passed }: Uncovered): ReadonlyArray<ReadonlyArray<Expected>> =>
  [...passed, queue].flatMap((run) => {
    const runs: Expected[][] = [];
    let before: Expected | null = null;
    for (const one of run) {
      if (one.counted && before?.counted === true && before.revision === one.revision) runs.at(-1)?.push(one);
      else if (one.counted) runs.push([one]);
      before = one;
    }
    return runs;
  });
