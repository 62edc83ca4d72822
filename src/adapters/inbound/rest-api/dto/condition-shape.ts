import { ValidateBy } from 'class-validator';
import { OPERATORS } from '../../../../domain/capture-rule/condition';
import { MAX_CONDITIONS } from '../../../../domain/capture-rule/parse-condition';
import { isRecord } from '../../incoming-events/is-record';

const members = { type: 'array', minItems: 1, maxItems: MAX_CONDITIONS, items: { type: 'object' } };

/** Exactly one of field, all, any and not: what is in a group is of the same kind again. */
const CONDITION = {
  type: 'object',
  description: 'A condition on a field, or others joined by all, any or not.',
  properties: {
    field: { type: 'string', maxLength: 200, description: 'A path in the event, such as data.amount.' },
    operator: { enum: OPERATORS },
    value: { description: 'What the operator compares with: one value, a list, or nothing.' },
    all: members,
    any: members,
    not: { type: 'object' },
  },
  additionalProperties: false,
};

/** Read by the domain, which names each problem by its place; here it need only be an object. */
export const ConditionShape = (): PropertyDecorator =>
  ValidateBy({
    name: 'condition',
    constraints: [CONDITION],
    validator: { validate: isRecord, defaultMessage: () => 'must be a condition: an object' },
  });
