import { type Json } from '../shared/json';
import { type FieldCondition, type Operator } from './condition';
import { compare, isSame, type Operand, operandOf } from './operand';

/** Whether a value of an event passes; undefined and null are no value. */
export type FieldTest = (value: Json | undefined) => boolean;

type Compared = (order: number) => boolean;

const ORDERS: Readonly<Record<'greater' | 'at-least' | 'less' | 'at-most', Compared>> = {
  greater: (order) => order > 0,
  'at-least': (order) => order >= 0,
  less: (order) => order < 0,
  'at-most': (order) => order <= 0,
};

const isList = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value);

const isOneOf = (wanted: ReadonlyArray<Operand>): FieldTest => {
  const texts = new Set(wanted.map(({ text }) => text));
  return (value) => {
    const operand = operandOf(value);
    if (operand.text === null) return false;
    return texts.has(operand.text) || wanted.some((one) => isSame(operand, one));
  };
};

const isOrdered =
  (wanted: Operand, passes: Compared): FieldTest =>
  (value) => {
    const order = compare(operandOf(value), wanted);
    return order !== null && passes(order);
  };

/** Of a text or a number, such as a telephone number. */
const writtenOf = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

const isWritten =
  (wanted: string, passes: (text: string, wanted: string) => boolean): FieldTest =>
  (value) => {
    const text = writtenOf(value);
    return text !== null && passes(text, wanted);
  };

/** A list contains what equals one of its items, a text what is written in it. */
const contains = (wanted: Operand): FieldTest => {
  const isItem = isOneOf([wanted]);
  const inText = isWritten(wanted.text ?? '', (text, part) => text.includes(part));
  return (value) => (isList(value) ? value.some(isItem) : inText(value));
};

const isThere: FieldTest = (value) => value !== undefined && value !== null;

const not =
  (test: FieldTest): FieldTest =>
  (value) =>
    !test(value);

type TestOf = (value: Json | undefined) => FieldTest;

const equals: TestOf = (value) => isOneOf([operandOf(value)]);
const isIn: TestOf = (value) => isOneOf((isList(value) ? value : []).map(operandOf));
const ordered =
  (operator: keyof typeof ORDERS): TestOf =>
  (value) =>
    isOrdered(operandOf(value), ORDERS[operator]);

const TESTS: Readonly<Record<Operator, TestOf>> = {
  equals,
  'not-equals': (value) => not(equals(value)),
  greater: ordered('greater'),
  'at-least': ordered('at-least'),
  less: ordered('less'),
  'at-most': ordered('at-most'),
  in: isIn,
  'not-in': (value) => not(isIn(value)),
  contains: (value) => contains(operandOf(value)),
  'starts-with': (value) => isWritten(writtenOf(value) ?? '', (text, start) => text.startsWith(start)),
  'ends-with': (value) => isWritten(writtenOf(value) ?? '', (text, end) => text.endsWith(end)),
  exists: () => isThere,
  'not-exists': () => not(isThere),
};

/** Made once per condition; the value of the condition is read once. */
export const fieldTest = ({ operator, value }: FieldCondition): FieldTest => TESTS[operator](value);
