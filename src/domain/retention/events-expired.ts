/** Platform events of one day of an account that were kept long enough: from here on nobody reads them any more. */
export interface EventsExpired {
  readonly type: 'EventsExpired';
  readonly account: number;
  /** The day of their stream, yyyy-mm-dd. */
  readonly day: string;
  readonly at: string;
  readonly events: number;
  /** First revision that is left of the day's stream. */
  readonly before: bigint;
  /** Of the account: from this day on nothing is missing. */
  readonly earliest: string;
}

const DAY_MS = 86_400_000;

/** yyyy-mm-dd. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/** From which day on nothing is missing, once events of the day are gone. */
export const earliestAfter = (earliest: string | null, day: string): string => {
  const next = dayAfter(day);
  return earliest !== null && earliest > next ? earliest : next;
};
