import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/Either';
import { type ConfigProblem } from './invalid-config';

/** What one place says, before it is checked. */
export interface RawSettings {
  /** For the operator: `environment` or the file's path. */
  readonly where: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The environment; a variable that is set to nothing counts as not set. */
export const environmentSettings = (environment: Readonly<Record<string, string | undefined>>): RawSettings => ({
  where: 'environment',
  values: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file that `setting` names, which must hold one JSON object. */
export const fileSettings = (setting: string, path: string): E.Either<ConfigProblem, RawSettings> => {
  const problem = (allowed: string): ConfigProblem => ({ name: setting, value: path, where: 'file', allowed });
  const text = E.tryCatch(
    () => readFileSync(path, 'utf8'),
    () => problem('the path of a file that this user may read'),
  );
  return E.flatMap((content: string) => {
    const parsed = E.tryCatch(
      (): unknown => JSON.parse(content),
      () => problem('the path of a file that holds valid JSON'),
    );
    return E.flatMap((values: unknown) =>
      isRecord(values)
        ? E.right({ where: path, values })
        : E.left(problem('the path of a file that holds one JSON object')),
    )(parsed);
  })(text);
};
