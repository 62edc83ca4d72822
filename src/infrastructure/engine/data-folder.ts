import { mkdir, readdir } from 'node:fs/promises';
import * as E from 'fp-ts/Either';

export interface DataFolder {
  /** Something was sealed here before: a new master key would open none of it. */
  readonly used: boolean;
}

/**
 * Makes the folder, for this user only, or finds what is in it. Left: what the operator must do first.
 * A log without its keys is refused: everything sealed would count as erased, for ever.
 */
export const dataFolder = async (folder: string): Promise<E.Either<string, DataFolder>> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return found(folder, new Set(await readdir(folder)));
  } catch (cause) {
    return E.left(
      `The data folder ${folder} cannot be used (${codeOf(cause)}): name one that this user may write in HOOKLINE_DATA_FOLDER.`,
    );
  }
};

const found = (folder: string, names: ReadonlySet<string>): E.Either<string, DataFolder> =>
  names.has('log.sqlite') && !names.has('keys.sqlite')
    ? E.left(
        `${folder} has a log.sqlite but no keys.sqlite: put back the one that belongs to it, or name an empty HOOKLINE_DATA_FOLDER. Without it nothing sealed in the log can be read.`,
      )
    : E.right({ used: names.has('keys.sqlite') });

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
