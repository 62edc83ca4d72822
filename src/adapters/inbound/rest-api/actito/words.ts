import { type RestRefusal } from '../problem/rest-refusal';

const KINDS = ['PROFILE_TABLE', 'CUSTOM_TABLE', 'ETL', 'EXPORT', 'CUSTOM_ACTION', 'FILE_REFERENCE_SYNC'];

export interface TypeWords {
  readonly on: string;
  readonly eventType: string;
}

/** A type's code is `<on>_<eventType>` (decision 4); a registered type of another kind is cut at its first line. */
export const wordsOf = (code: string): TypeWords => {
  const on = KINDS.find((kind) => code.startsWith(`${kind}_`)) ?? code.split('_')[0] ?? code;
  return { on, eventType: code.slice(on.length + 1) };
};
export const codeOf = ({ on, eventType }: TypeWords): string => `${on}_${eventType}`;

/** Where a subscription has what our own bodies and the domain call otherwise; the longest name counts. */
const FIELDS: ReadonlyArray<readonly [ours: RegExp, theirs: string]> = [
  [/^(rule|capture)\.types\b.*/, 'eventType'],
  [/^(rule|capture)\.element\b/, 'onElementId'],
  [/^(rule|capture)\.fields\b/, 'onFields'],
  [/^destination\.url\b/, 'targetUrl'],
  [/^destination\.headers\b/, 'headers'],
  [/^maxBatch\b/, 'maxBlockSize'],
];

const fieldOf = (field: string): string => {
  const found = FIELDS.find(([ours]) => ours.test(field));
  return found === undefined ? field : field.replace(found[0], found[1]);
};

/** A refusal that names the fields of a hook names those of the subscription instead. */
export const inActitoWords = <Refusal extends RestRefusal>(refusal: Refusal): Refusal =>
  refusal.type === 'InvalidHook' || refusal.type === 'BodyInvalid'
    ? {
        ...refusal,
        problems: refusal.problems.map((problem) => ({ ...problem, field: fieldOf(problem.field) })),
      }
    : refusal;
