/** A decimal number as its digits, so that 19 digits of nanoseconds compare exactly. */
export interface Decimal {
  readonly negative: boolean;
  /** Without leading zeros; empty for less than one. */
  readonly whole: string;
  /** Without trailing zeros. */
  readonly fraction: string;
}

const DECIMAL = /^([+-]?)(\d{1,100})(?:\.(\d{1,100}))?$/;
const LEADING_ZEROS = /^0+/;
const TRAILING_ZEROS = /0+$/;
const MOST_FRACTION_DIGITS = 100;

/** Null: the text is no number in plain decimal notation. */
export const decimalOf = (text: string): Decimal | null => {
  const found = DECIMAL.exec(text);
  if (found === null) return null;
  const [, sign, digits = '', rest = ''] = found;
  const whole = digits.replace(LEADING_ZEROS, '');
  const fraction = rest.replace(TRAILING_ZEROS, '');
  return { negative: sign === '-' && (whole !== '' || fraction !== ''), whole, fraction };
};

/** Of a finite number, also where its own text has an exponent. */
export const decimalOfNumber = (value: number): Decimal | null => {
  const text = String(value);
  if (!text.includes('e')) return decimalOf(text);
  return decimalOf(Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(MOST_FRACTION_DIGITS));
};

const byText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

const bySize = (one: Decimal, other: Decimal): number =>
  one.whole.length - other.whole.length || byText(one.whole, other.whole) || byText(one.fraction, other.fraction);

/** Less than 0, 0 or more than 0, as one is less, the same or greater. */
export const compareDecimals = (one: Decimal, other: Decimal): number => {
  if (one.negative !== other.negative) return one.negative ? -1 : 1;
  return one.negative ? bySize(other, one) : bySize(one, other);
};
