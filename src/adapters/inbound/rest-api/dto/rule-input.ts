import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type CaptureRule } from '../../../../domain/capture-rule/capture-rule';
import { parseCondition } from '../../../../domain/capture-rule/parse-condition';
import { type FieldError } from '../../incoming-events/problem';
import { type CaptureDto } from './capture.dto';
import { isGiven } from './given';

const FILTERS = [
  ['resources', 'resource'],
  ['mailings', 'mailing'],
  ['templates', 'template'],
  ['segments', 'segment'],
  ['pixels', 'pixel'],
] as const;

export type Rule = Omit<CaptureRule, 'account'>;

/** Each problem with its place in the body. */
export const conditionsOf = ({
  conditions,
}: CaptureDto): E.Either<ReadonlyArray<FieldError>, Pick<Rule, 'conditions'>> =>
  isGiven(conditions)
    ? pipe(
        parseCondition(conditions),
        E.mapLeft((problems) => problems.map(({ field, reason }) => ({ field: `capture.${field}`, reason }))),
        E.map((parsed) => ({ conditions: parsed })),
      )
    : E.right({});

/** A checked capture, but for its conditions. */
export const ruleOf = ({ database, types, element, fields, filters }: CaptureDto): Rule => ({
  types,
  ...(isGiven(database) ? { database: String(database) } : {}),
  ...(isGiven(element) ? { element: String(element) } : {}),
  ...(isGiven(fields) ? { fields } : {}),
  filters: Object.fromEntries(
    FILTERS.flatMap(([word, dimension]) => {
      const ids = filters?.[word];
      return isGiven(ids) && ids.length > 0 ? [[dimension, ids.map(String)]] : [];
    }),
  ),
});
