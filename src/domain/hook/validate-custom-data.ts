import * as E from 'fp-ts/Either';
import { type CustomData } from '../custom-data/custom-data';
import { parseTemplate } from '../custom-data/parse-template';
import { type ProfileFieldFacts } from '../profile-field/profile-field';
import { isStandardField } from '../profile-field/standard-fields';
import { type HookDraft } from './hook-draft';
import { NO_PROBLEM, problem, type Problems } from './problem';

const MAX_ENTRIES = 100;
const MAX_KEY = 200;
const MAX_TEMPLATE = 1000;

/** Without a registry there are the standard fields. */
const STANDARD_ONLY: ProfileFieldFacts = { has: (_database, name) => isStandardField(name) };

const fieldProblems = ({ fields }: CustomData, { has }: ProfileFieldFacts, database: string | undefined): Problems => {
  if (fields.length > MAX_ENTRIES)
    return problem('customData.fields', `must have at most ${String(MAX_ENTRIES)} entries`);
  return [
    ...(new Set(fields).size < fields.length
      ? problem('customData.fields', 'must not name a field twice')
      : NO_PROBLEM),
    ...fields.filter((name) => !has(database, name)).flatMap((name) => unknownField(name, database)),
  ];
};

const unknownField = (name: string, database: string | undefined): Problems => {
  const shown = name.slice(0, MAX_KEY);
  return problem(
    'customData.fields',
    database === undefined
      ? `"${shown}" is no standard field, and a hook on all databases takes no others; choose a database, or one of GET /v1/profile-fields`
      : `"${shown}" is no field of database ${database}; register it with POST /v1/profile-fields, or choose one of GET /v1/profile-fields?database=${encodeURIComponent(database)}`,
  );
};

const keyProblems = (key: string): Problems => {
  if (key.length < 1 || key.length > MAX_KEY)
    return problem('customData.pairs', `must have keys of 1 to ${String(MAX_KEY)} characters`);
  return key === '__proto__' ? problem('customData.pairs', 'must not have the key "__proto__"') : NO_PROBLEM;
};

const valueProblems = ([key, source]: readonly [string, string]): Problems => {
  const field = `customData.pairs.${key.slice(0, MAX_KEY)}`;
  if (source.length > MAX_TEMPLATE) return problem(field, `must have at most ${String(MAX_TEMPLATE)} characters`);
  const parsed = parseTemplate(source);
  return E.isRight(parsed)
    ? NO_PROBLEM
    : problem(field, `at position ${String(parsed.left.position)}: ${parsed.left.reason}`);
};

const pairProblems = ({ pairs }: CustomData): Problems => {
  const entries = Object.entries(pairs);
  return entries.length > MAX_ENTRIES
    ? problem('customData.pairs', `must have at most ${String(MAX_ENTRIES)} entries`)
    : entries.flatMap((entry) => [...keyProblems(entry[0]), ...valueProblems(entry)]);
};

export const customDataProblems = (
  { customData, format, rule }: HookDraft,
  fields: ProfileFieldFacts = STANDARD_ONLY,
): Problems => {
  if (customData === undefined) return NO_PROBLEM;
  if (format.kind === 'actito')
    return problem('customData', 'is not sent in the actito format; leave it out, or choose another format');
  return [...fieldProblems(customData, fields, rule.database), ...pairProblems(customData)];
};
