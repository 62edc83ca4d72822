import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { isDeepStrictEqual } from 'node:util';
import { type CliFailure } from '../cli-failure';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../print/read-json';
import { type Ask } from '../rest/rest-client';

const SET_BY_ENGINE = new Set([
  ...['id', 'account', 'entity', 'status', 'suspended', 'signingSecrets'],
  ...['clonedFrom', 'createdAt', 'changedAt', 'revision'],
]);

const without = (left: (key: string, value: unknown) => boolean, hook: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries(hook).filter(([key, value]) => !left(key, value)));

/** A hook as a document declares it: what its operator says, not what the engine notes. */
export const declared = (hook: JsonRecord): JsonRecord => ({
  ...without((key) => SET_BY_ENGINE.has(key), hook),
  isActive: hook['status'] === 'active',
});

/** What a change says: whether a hook is active is no part of it. */
export const changeOf = (hook: JsonRecord): JsonRecord =>
  without((key, value) => SET_BY_ENGINE.has(key) || key === 'isActive' || value === null, hook);

export const saysTheSame = (one: JsonRecord, other: JsonRecord): boolean =>
  isDeepStrictEqual(changeOf(one), changeOf(other));

const MASK = '********';

/** Fields that hold a masked secret, such as `destination.headers.X-Secret`. */
export const maskedIn = (hook: JsonRecord, before = ''): ReadonlyArray<string> =>
  Object.entries(hook).flatMap(([key, value]) =>
    value === MASK ? [before + key] : maskedIn(recordOf(value), `${before}${key}.`),
  );

/** All hooks of the account, page by page. */
export const allHooks = (ask: Ask, after?: number): TE.TaskEither<CliFailure, ReadonlyArray<JsonRecord>> =>
  pipe(
    ask({ path: '/v1/hooks', query: { limit: 200, after } }),
    TE.flatMap((json) => {
      const { hooks, next } = recordOf(json);
      const page = recordsOf(hooks);
      return typeof next !== 'number'
        ? TE.right(page)
        : pipe(
            allHooks(ask, next),
            TE.map((rest) => [...page, ...rest]),
          );
    }),
  );

/** The hooks of a document; a name stands in it once, since hooks are found by it. */
export const hooksIn = (document: JsonRecord): E.Either<CliFailure, ReadonlyArray<JsonRecord>> => {
  const wrong = (detail: string): E.Either<CliFailure, never> => E.left({ type: 'WrongUsage', detail });
  if (!Array.isArray(document['hooks'])) return wrong('The document has no list "hooks": see "hookline hook export".');
  const hooks = recordsOf(document['hooks']);
  const names = hooks.map(({ name }) => textOf(name));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? E.right(hooks) : wrong(`Two hooks of the document are named "${twice}": rename one.`);
};
