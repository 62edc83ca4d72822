import { found, type Check } from './event-problem';
import { hex, isObject, listOf, object, text, textOrInteger } from './value-checks';

const checkId = textOrInteger(200);

const OPTIONAL: ReadonlyArray<readonly [key: string, path: string, check: Check]> = [
  ['xxh', 'profile.xxh', hex(16)],
  ['md5', 'profile.md5', hex(32)],
  ['subscriptionHashId', 'profile.subscriptionHashId', text(200)],
  ['subscriptions', 'profile.subscriptions', listOf(object, 1000)],
  ['fields', 'profile.fields', object],
];

export const checkProfile: Check = (problems, field, value) => {
  if (!isObject(value)) return found(problems, field, 'must be an object with an id');
  let after = checkId(problems, 'profile.id', value['id']);
  for (const [key, path, check] of OPTIONAL) {
    if (value[key] !== undefined) after = check(after, path, value[key]);
  }
  return after;
};
