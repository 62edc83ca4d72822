import { found, type Check, type Problems } from './event-problem';
import { DIMENSIONS } from './platform-event';
import { isObject, shallow, text, textOrInteger } from './value-checks';

const checkId = textOrInteger(200);
const checkName = text(1000);

/** Paths are made once: a good event builds no text. */
const PATHS: ReadonlyMap<string, { readonly subject: string; readonly id: string; readonly name: string }> = new Map(
  DIMENSIONS.map((dimension) => {
    const subject = `subjects.${dimension}`;
    return [dimension, { subject, id: `${subject}.id`, name: `${subject}.name` }];
  }),
);

export const checkSubjects: Check = (problems, field, value) => {
  if (!isObject(value)) return found(problems, field, `must be an object of ${DIMENSIONS.join(', ')}`);
  let after = problems;
  for (const dimension in value) after = checkSubject(after, dimension, value[dimension]);
  return after;
};

const checkSubject = (problems: Problems, dimension: string, subject: unknown): Problems => {
  const paths = PATHS.get(dimension);
  if (paths === undefined) {
    return found(problems, `subjects.${dimension}`, `is no dimension; there are ${DIMENSIONS.join(', ')}`);
  }
  if (!isObject(subject)) return found(problems, paths.subject, 'must be an object with an id');
  const afterId = checkId(problems, paths.id, subject['id']);
  const name = subject['name'];
  const afterName = name === undefined ? afterId : checkName(afterId, paths.name, name);
  return shallow(afterName, paths.subject, subject);
};
