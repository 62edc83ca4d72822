/** One line of the bench: what was measured, against what, and whether that is enough. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Measured in the same run; null: the target is absolute. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: string;
  readonly ok: boolean;
}

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** A rate that must reach a share of a baseline. `stretch` is told, not required. */
export const atLeastShare = (
  { name, value, unit }: Measured,
  baseline: number,
  target: { readonly share: number; readonly of: string; readonly stretch?: number },
): Figure => {
  const stretch = target.stretch === undefined ? '' : `, stretch ${String(target.stretch)}`;
  return {
    name,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    target: `>= ${String(target.share)} of ${target.of}${stretch}`,
    ok: value >= target.share * baseline,
  };
};

/** A rate beside a baseline of which nothing is asked. */
export const besideBaseline = ({ name, value, unit }: Measured, baseline: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  baseline: rounded(baseline),
  ratio: rounded(value / baseline),
  target: 'none',
  ok: true,
});

/** A figure that must not exceed a bound. */
export const atMost = ({ name, value, unit }: Measured, bound: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  baseline: null,
  ratio: null,
  target: `<= ${String(bound)} ${unit}`,
  ok: value <= bound,
});

/** A figure that must stay under a bound. */
export const below = (measured: Measured, bound: number): Figure => ({
  ...atMost(measured, bound),
  target: `< ${String(bound)} ${measured.unit}`,
  ok: measured.value < bound,
});

/** A figure that may exceed its baseline by a share of it or by an amount, whichever is more. */
export const notMuchWorse = (
  { name, value, unit }: Measured,
  baseline: number,
  { share, amount }: { readonly share: number; readonly amount: number },
): Figure => ({
  name,
  value: rounded(value),
  unit,
  baseline: rounded(baseline),
  ratio: rounded(value / baseline),
  target: `<= ${String(Math.round(share * 100))} % or ${String(amount)} ${unit} worse`,
  ok: value <= baseline * (1 + share) || value <= baseline + amount,
});

/** A figure that is told and need not reach anything. */
export const printed = ({ name, value, unit }: Measured): Figure => ({
  name,
  value: rounded(value),
  unit,
  baseline: null,
  ratio: null,
  target: 'none',
  ok: true,
});
