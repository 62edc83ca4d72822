import { dayAfterEpoch, daysInMonth, daysSinceEpoch } from './calendar';

const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const partsOf = (day: string): readonly [number, number, number] => {
  const [, year = '0', month = '0', date = '0'] = DAY.exec(day) ?? [];
  return [Number(year), Number(month), Number(date)];
};

/** A day that exists, written yyyy-mm-dd. */
export const isDay = (text: string): boolean => {
  const [year, month, date] = partsOf(text);
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
};

const numberOf = (day: string): number => daysSinceEpoch(...partsOf(day));

export const nextDay = (day: string): string => dayAfterEpoch(numberOf(day) + 1);
export const previousDay = (day: string): string => dayAfterEpoch(numberOf(day) - 1);

/** The UTC days that hold any of the time from `begins` until before `ends`, in order. */
export const utcDaysOf = (begins: number, ends: number): ReadonlyArray<string> => {
  const first = Math.max(0, Math.floor(begins / DAY_MS));
  const last = Math.floor((ends - 1) / DAY_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => dayAfterEpoch(first + at));
};

/** What clocks in the zone are ahead of UTC at the moment, milliseconds. */
const offsetAt = (zone: string, at: number): number => {
  if (zone === 'UTC') return 0;
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(shown.find((one) => one.type === type)?.value);
  const days = daysSinceEpoch(part('year'), part('month'), part('day'));
  const ofDay = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
  return days * DAY_MS + ofDay - Math.floor(at / 1000) * 1000;
};

/** The day that clocks in the zone show. */
export const dayIn = (zone: string, at: number): string =>
  dayAfterEpoch(Math.floor((at + offsetAt(zone, at)) / DAY_MS));

/** When the day begins in the zone; where clocks jump over midnight, with the first moment after it. */
export const startOfDay = (zone: string, day: string): number => {
  const midnight = numberOf(day) * DAY_MS;
  const guess = midnight - offsetAt(zone, midnight);
  const better = midnight - offsetAt(zone, guess);
  return midnight - offsetAt(zone, better) === better ? better : Math.max(guess, better);
};

/** The first day that lies wholly at or after the moment, as the zone sees it. */
export const firstDayFrom = (zone: string, at: number): string => {
  const day = dayIn(zone, at);
  return startOfDay(zone, day) < at ? nextDay(day) : day;
};

/** Whether the runtime knows the zone. */
export const isZone = (zone: string): boolean => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone);
