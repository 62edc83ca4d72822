import * as E from 'fp-ts/Either';
import { parseCondition } from '../capture-rule/parse-condition';
import { type CatalogueFacts } from '../catalogue/catalogue-facts';
import { formatFamilyOf } from '../catalogue/format-family';
import { type CaptureRule } from '../capture-rule/capture-rule';
import { type PayloadFormat } from '../message/payload-format';
import { NO_PROBLEM, problem, type Problems } from './problem';

const FILTERS: ReadonlySet<string> = new Set(['resource', 'mailing', 'template', 'segment', 'pixel']);
const MAX_IDS = 1000;
const MAX_ID = 200;

const typeProblems = (catalogue: CatalogueFacts, format: PayloadFormat, type: string): Problems => {
  const vendor = catalogue.vendorOf(type);
  if (vendor === null) {
    return problem(
      'rule.types',
      `"${type}" is not in the catalogue: register it with POST /v1/catalogue, or choose one that GET /v1/catalogue lists`,
    );
  }
  return format.kind === 'cloudevents' || formatFamilyOf(vendor) === format.kind
    ? NO_PROBLEM
    : problem(
        'rule.types',
        `"${type}" is of the ${formatFamilyOf(vendor)} family and cannot be sent in the ${format.kind} format`,
      );
};

const typesProblems = (catalogue: CatalogueFacts, format: PayloadFormat, types: ReadonlyArray<string>): Problems => {
  if (types.length === 0) return problem('rule.types', 'must name at least one event type');
  if (new Set(types).size < types.length) return problem('rule.types', 'must not name a type twice');
  const several =
    format.kind === 'actito' && types.length > 1
      ? problem('rule.types', 'must be exactly one type in the actito format; create a hook for each further type')
      : NO_PROBLEM;
  return [...several, ...types.flatMap((type) => typeProblems(catalogue, format, type))];
};

const isText = (id: string): boolean => id.length >= 1 && id.length <= MAX_ID;

const textProblems = (field: string, text: string | undefined): Problems =>
  text === undefined || isText(text) ? NO_PROBLEM : problem(field, `must have 1 to ${String(MAX_ID)} characters`);

const listProblems = (field: string, list: ReadonlyArray<string> | undefined): Problems => {
  if (list === undefined) return NO_PROBLEM;
  if (list.length === 0) return problem(field, 'must not be empty; leave it out for no restriction');
  if (list.length > MAX_IDS) return problem(field, `must have at most ${String(MAX_IDS)} entries`);
  return list.every(isText) ? NO_PROBLEM : problem(field, `must hold texts of 1 to ${String(MAX_ID)} characters`);
};

const filterProblems = ({ filters }: CaptureRule): Problems =>
  Object.entries(filters).flatMap(([dimension, ids]) =>
    FILTERS.has(dimension)
      ? listProblems(`rule.filters.${dimension}`, ids)
      : problem(`rule.filters.${dimension}`, `is no filter; there are ${Array.from(FILTERS).join(', ')}`),
  );

const conditionProblems = ({ conditions }: CaptureRule): Problems => {
  const parsed = conditions === undefined ? E.right(null) : parseCondition(conditions);
  return E.isRight(parsed) ? NO_PROBLEM : parsed.left.flatMap(({ field, reason }) => problem(`rule.${field}`, reason));
};

export const ruleProblems = (catalogue: CatalogueFacts, format: PayloadFormat, rule: CaptureRule): Problems => [
  ...typesProblems(catalogue, format, rule.types),
  ...textProblems('rule.database', rule.database),
  ...textProblems('rule.element', rule.element),
  ...listProblems('rule.fields', rule.fields),
  ...filterProblems(rule),
  ...conditionProblems(rule),
];
