import { mkdir } from 'node:fs/promises';

/** Makes the folder, readable by this user only. Null: it is there; otherwise why not, and what to do. */
export const makeDataFolder = async (folder: string): Promise<string | null> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return null;
  } catch (cause) {
    return `The data folder ${folder} cannot be made (${codeOf(cause)}): name one that this user may write in HOOKLINE_DATA_FOLDER.`;
  }
};

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
