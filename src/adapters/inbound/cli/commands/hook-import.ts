import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CliFailure } from '../cli-failure';
import { exitCodeOf, type ExitCode } from '../exit-code';
import { failureText } from '../print/failure-text';
import { type JsonRecord, numberOf, recordOf, textOf } from '../print/read-json';
import { pathOfHook } from '../rest/path-of-hook';
import { type Ask } from '../rest/rest-client';
import { changeOf, maskedIn, saysTheSame } from './declared-hooks';

/** What became of one hook of a document, or would. */
export interface Imported {
  readonly name: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused' | 'failed' | 'not-tried';
  readonly hook?: number;
  readonly errors?: ReadonlyArray<{ readonly field: string; readonly reason: string }>;
  /** Of a created hook, shown this once. */
  readonly signingSecret?: string;
  readonly code?: ExitCode;
}
type Step = TE.TaskEither<CliFailure, Imported>;

const EVENT_OF_TRIAL = { id: 'hook-import', occurredAt: '2026-01-01T00:00:00Z' };

/** The engine judges the definition of a dry run as it would judge a saved one. */
const judged = (ask: Ask, declaration: JsonRecord, id?: number): TE.TaskEither<CliFailure, unknown> => {
  const types = recordOf(declaration['capture'])['types'];
  const event = { ...EVENT_OF_TRIAL, type: textOf(Array.isArray(types) ? types[0] : undefined) };
  const path = id === undefined ? '/v1/hooks/dry-run' : pathOfHook(id, 'dry-run');
  return ask({ method: 'POST', path, body: JSON.stringify({ event, hook: declaration }) });
};

/** A dry run of the engine lets a mask pass, saving a new hook does not. */
const wouldCreate = (ask: Ask, declaration: JsonRecord, name: string): Step => {
  const errors = maskedIn(declaration).map((field) => ({ field, reason: 'is masked: a new hook needs the value' }));
  return errors.length > 0
    ? TE.right({ name, outcome: 'refused', errors })
    : pipe(
        judged(ask, declaration),
        TE.map(() => ({ name, outcome: 'created' })),
      );
};

const create = (ask: Ask, declaration: JsonRecord, dryRun: boolean): Step => {
  const name = textOf(declaration['name']);
  if (dryRun) return wouldCreate(ask, declaration, name);
  return pipe(
    ask({ method: 'POST', path: '/v1/hooks', body: JSON.stringify(declaration) }),
    TE.map((json) => {
      const { id, signingSecret } = recordOf(json);
      const secret = typeof signingSecret === 'string' ? { signingSecret } : {};
      return { name, outcome: 'created', hook: numberOf(id), ...secret };
    }),
  );
};

const change = (ask: Ask, declaration: JsonRecord, there: JsonRecord, dryRun: boolean): Step => {
  const name = textOf(declaration['name']);
  const hook = numberOf(there['id']);
  if (saysTheSame(declaration, there)) return TE.right({ name, outcome: 'unchanged', hook });
  const body = changeOf(declaration);
  const asked = dryRun
    ? judged(ask, body, hook)
    : ask({
        method: 'PUT',
        path: pathOfHook(hook),
        body: JSON.stringify(body),
        ifMatch: numberOf(there['revision']),
      });
  return pipe(
    asked,
    TE.map((json) => ({
      name,
      outcome: recordOf(json)['unchanged'] === true ? 'unchanged' : 'changed',
      hook,
    })),
  );
};

const fellThrough = (name: string, failure: CliFailure): Imported => {
  if (failure.type !== 'Refused' || failure.status >= 500)
    return {
      name,
      outcome: 'failed',
      errors: [{ field: '', reason: failureText(failure) }],
      code: exitCodeOf(failure),
    };
  const { errors, title, detail } = failure.problem;
  return {
    name,
    outcome: 'refused',
    errors: errors.length > 0 ? errors : [{ field: '', reason: `${title}. ${detail}`.trim() }],
  };
};

/** Brings one hook of a document in; `there`: the hooks the account has. */
export const importHook = async (
  ask: Ask,
  declaration: JsonRecord,
  there: ReadonlyArray<JsonRecord>,
  dryRun: boolean,
): Promise<Imported> => {
  const name = textOf(declaration['name']);
  const [first, second] = there.filter((hook) => hook['name'] === declaration['name']);
  if (second !== undefined)
    return { name, outcome: 'refused', errors: [{ field: 'name', reason: 'several hooks of the account have it' }] };
  const step = first === undefined ? create(ask, declaration, dryRun) : change(ask, declaration, first, dryRun);
  return pipe(
    step,
    TE.getOrElse((failure) => async () => Promise.resolve(fellThrough(name, failure))),
  )();
};
