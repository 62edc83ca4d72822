import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';

export interface MasterKeySource {
  /** HOOKLINE_MASTER_KEY as it stands in the environment; wins over the file. */
  readonly text?: string;
  readonly file: string;
  /** There are data sealed under a key: a new one would open nothing and is not made. */
  readonly mustExist?: boolean;
}
export interface LoadedMasterKey {
  readonly key: KeyObject;
  readonly from: 'environment' | 'file';
  /** True: there was none, a new one was written to the file. Tell the operator to back it up. */
  readonly created: boolean;
}
/** There is no usable master key; `detail` says what to do. */
export interface MasterKeyRefused {
  readonly type: 'MasterKeyRefused';
  readonly detail: string;
}

const KEY_BYTES = 32;
const OTHERS = 0o077;

const refused = (detail: string): MasterKeyRefused => ({ type: 'MasterKeyRefused', detail });

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';

const parse = (text: string, where: string): E.Either<MasterKeyRefused, KeyObject> => {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  const isKey = bytes.length === KEY_BYTES && /^([0-9a-f]{64}|[A-Za-z0-9+/]{43}=?|[A-Za-z0-9_-]{43}=?)$/i.test(trimmed);
  return isKey
    ? E.right(createSecretKey(bytes))
    : E.left(
        refused(
          `${where} is not a master key: it must be 32 random bytes as 64 hex digits or as base64 (make one with "openssl rand -hex 32")`,
        ),
      );
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/** The file appears whole or not at all, and never takes the place of another. False: there is one already. */
const createFile = async (file: string): Promise<boolean> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await handle.sync();
    await link(draft, file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  } finally {
    await handle.close();
    await unlink(draft);
    await syncFolder(dirname(file));
  }
};

const readKeyFile = async (file: string): Promise<E.Either<MasterKeyRefused, KeyObject>> => {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    return E.left(
      refused(
        `others can read the master key: run "chmod 600 ${file}", and if strangers had access, start anew with another key`,
      ),
    );
  }
  return parse(await readFile(file, 'utf8'), file);
};

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (cause: unknown) => {
      if (codeOf(cause) === 'ENOENT') return false;
      throw cause;
    },
  );

const fromFile = async (file: string, mustExist: boolean): Promise<E.Either<MasterKeyRefused, LoadedMasterKey>> => {
  const missing = !(await exists(file));
  if (missing && mustExist) {
    return E.left(
      refused(
        `the master key file ${file} is missing, and the data folder holds data sealed under it: put the key back from its copy, or set HOOKLINE_MASTER_KEY`,
      ),
    );
  }
  const created = missing && (await createFile(file));
  return E.map((key: KeyObject): LoadedMasterKey => ({ key, from: 'file', created }))(await readKeyFile(file));
};

/** From the environment if given there, else from the file, which is created with mode 600 when missing. */
export const loadMasterKey = ({
  text,
  file,
  mustExist = false,
}: MasterKeySource): TE.TaskEither<MasterKeyRefused, LoadedMasterKey> =>
  text === undefined
    ? TE.flatten(
        TE.tryCatch(
          () => fromFile(file, mustExist).then((loaded) => TE.fromEither(loaded)),
          (cause) =>
            refused(
              `the master key file ${file} cannot be read or created (${codeOf(cause)}): give it a folder this user may write, or set HOOKLINE_MASTER_KEY`,
            ),
        ),
      )
    : TE.fromEither(
        E.map((key: KeyObject): LoadedMasterKey => ({ key, from: 'environment', created: false }))(
          parse(text, 'HOOKLINE_MASTER_KEY'),
        ),
      );
