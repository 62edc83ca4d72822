import { type CompiledCondition, type CompiledField } from './compile-condition';
import { type Conditional, valueAt } from './field-path';
import { OPERATOR_WORDS } from './operator-words';

const LONGEST = 100;

const shortened = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

const fieldDetail = ({ at, condition, path }: CompiledField, event: Conditional): string => {
  const { field, operator, value } = condition;
  const given = valueAt(path, event);
  const asked = value === undefined ? OPERATOR_WORDS[operator] : `${OPERATOR_WORDS[operator]} ${shortened(value)}`;
  const has = given === undefined ? `the event has no ${field}` : `${field} is ${shortened(given)}`;
  return `${has}; ${at} asks that ${field} ${asked}`;
};

/** Why the condition said no, for a person. */
export const conditionDetail = (deciding: CompiledCondition, event: Conditional): string => {
  switch (deciding.kind) {
    case 'field':
      return fieldDetail(deciding, event);
    case 'any':
      return `none of the ${String(deciding.of.length)} conditions of ${deciding.at}.any holds`;
    case 'not':
      return `${deciding.at}.not holds, and the hook asks that it does not`;
    case 'all':
      return `not all conditions of ${deciding.at}.all hold`;
  }
};
