import { type InvalidHook } from './hook-refusal';

/** One field and why it is not acceptable. */
export type Problem = InvalidHook['problems'][number];
export type Problems = ReadonlyArray<Problem>;

export const NO_PROBLEM: Problems = [];

export const problem = (field: string, reason: string): Problems => [{ field, reason }];

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const said = (value: number): string => value.toLocaleString('en-US');
const between = ({ min, max }: Bounds): string => `from ${said(min)} to ${said(max)}`;

export const wholeNumber = (field: string, value: number, bounds: Bounds): Problems =>
  Number.isInteger(value) && value >= bounds.min && value <= bounds.max
    ? NO_PROBLEM
    : problem(field, `must be a whole number ${between(bounds)}`);

export const numberWithin = (field: string, value: number, bounds: Bounds): Problems =>
  value >= bounds.min && value <= bounds.max ? NO_PROBLEM : problem(field, `must be a number ${between(bounds)}`);
