import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type Authenticated } from '../../../../application/use-cases/accounts';
import { type HookCommandOptions } from '../../../../application/use-cases/hooks';
import { type RequestRefusal } from '../problem/rest-refusal';
import { type Call } from './call';
import { ifMatch } from './if-match';
import { like, readParameters, wholeNumber } from './parameters';

export const hookNumber = like(7, wholeNumber(1, Number.MAX_SAFE_INTEGER));

/** The hook that the path names. */
export const hookOf = ({ params }: Call): E.Either<RequestRefusal, number> =>
  pipe(
    hookNumber(params['id'] ?? ''),
    E.mapLeft((reason) => ({ type: 'ParameterInvalid', problems: [{ field: 'id', reason }] })),
  );

/** A hook about to be changed, by whom, and at which revision if the caller insists. */
export interface Target {
  readonly caller: Authenticated;
  readonly hook: number;
  readonly options: HookCommandOptions;
}

/** Refuses query parameters as well: a misspelt one must not be lost. */
export const targetOf = (call: Call): E.Either<RequestRefusal, Target> =>
  pipe(
    E.Do,
    E.apS('hook', hookOf(call)),
    E.bind('options', () => ifMatch(call.ifMatch)),
    E.tap(() => readParameters({}, call.query)),
    E.map(({ hook, options }) => ({ caller: call.caller, hook, options })),
  );

/** The whole body, whatever it is. */
export const jsonOf = ({ body }: Call): E.Either<RequestRefusal, unknown> =>
  pipe(
    body,
    E.map(({ value }) => value),
  );

type Check<Shape> = (body: unknown) => E.Either<RequestRefusal, Shape>;

/** A call without a body is taken as `{}`. */
export const optionalBody =
  <Shape>(check: Check<Shape>) =>
  (call: Call): E.Either<RequestRefusal, Shape> =>
    pipe(
      jsonOf(call),
      E.flatMap((value) => check(value === undefined ? {} : value)),
    );

export const requiredBody =
  <Shape>(check: Check<Shape>) =>
  (call: Call): E.Either<RequestRefusal, Shape> =>
    pipe(jsonOf(call), E.flatMap(check));
