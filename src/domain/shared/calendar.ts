/** Days of a month in the Gregorian calendar; month is 1 to 12. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days from 1970-01-01 to the given day; years are counted from March so that the leap day comes last. */
export const daysSinceEpoch = (year: number, month: number, day: number): number => {
  const marchYear = month > 2 ? year : year - 1;
  const monthsSinceMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const daysSinceMarch = Math.floor((153 * monthsSinceMarch + 2) / 5) + day - 1;
  return marchYear * 365 + leapDays + daysSinceMarch - 719_468;
};

/** The day that lies so many days after 1970-01-01, as yyyy-mm-dd; for the years 1970 to 9999. */
export const dayAfterEpoch = (days: number): string => {
  let year = 1970 + Math.floor(days / 366);
  while (daysSinceEpoch(year + 1, 1, 1) <= days) year += 1;
  let month = 12;
  while (daysSinceEpoch(year, month, 1) > days) month -= 1;
  const day = days - daysSinceEpoch(year, month, 1) + 1;
  return `${String(year)}-${twoDigits(month)}-${twoDigits(day)}`;
};

export const twoDigits = (value: number): string => String(value).padStart(2, '0');
