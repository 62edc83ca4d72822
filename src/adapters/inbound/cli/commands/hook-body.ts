import * as E from 'fp-ts/Either';
import { type CliFailure } from '../cli-failure';
import { type JsonRecord, recordOf } from '../print/read-json';

/** The flags of the common case; everything else stands in the file. */
export interface HookFlags {
  readonly name?: string;
  readonly format?: 'altcraft' | 'actito' | 'cloudevents';
  readonly type?: ReadonlyArray<string>;
  readonly database?: string;
  readonly element?: string;
  readonly url?: string;
  readonly signature?: 'v1' | 'v1a' | 'both';
  readonly header?: ReadonlyArray<string>;
  readonly contentMode?: 'structured' | 'binary' | 'batch';
  readonly pushMode?: 'ONE_BY_ONE' | 'BULK';
  readonly batch?: number;
  readonly window?: number;
  readonly active?: boolean;
}

const wrong = (detail: string): E.Either<CliFailure, never> => E.left({ type: 'WrongUsage', detail });

/** Without what is undefined; undefined when nothing is left. */
const given = (parts: JsonRecord): JsonRecord | undefined => {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const headersOf = (lines: ReadonlyArray<string> | undefined): E.Either<CliFailure, JsonRecord | undefined> => {
  if (lines === undefined) return E.right(undefined);
  const cut = lines.map((line) => [line, line.indexOf(':')] as const);
  if (cut.some(([, at]) => at < 1)) return wrong('--header must look like "Name: value".');
  return E.right(Object.fromEntries(cut.map(([line, at]) => [line.slice(0, at).trim(), line.slice(at + 1).trim()])));
};

/** Each format has its vendor's own word for the size of what is sent at once. */
const sizeOf = ({ batch }: HookFlags, format: unknown): E.Either<CliFailure, JsonRecord> => {
  if (batch === undefined) return E.right({});
  switch (format) {
    case 'actito':
      return E.right({ maxBlockSize: batch });
    case 'altcraft':
    case 'cloudevents':
      return E.right({ size: batch });
    default:
      return wrong('--batch means something else in each format: say --format too.');
  }
};

/** Objects part by part, everything else as the stronger says. */
const merged = (weaker: JsonRecord, stronger: JsonRecord): JsonRecord => {
  const result: Record<string, unknown> = { ...weaker };
  for (const [key, value] of Object.entries(stronger)) {
    const both = typeof value === 'object' && value !== null && !Array.isArray(value) && key in weaker;
    result[key] = both ? merged(recordOf(weaker[key]), recordOf(value)) : value;
  }
  return result;
};

/** The body of a hook from a file's object and flags over it. */
export const hookBody = (file: JsonRecord, flags: HookFlags): E.Either<CliFailure, JsonRecord> => {
  const { name, format, type, database, element, url, signature, pushMode, contentMode, window, active } = flags;
  const headers = headersOf(flags.header);
  if (E.isLeft(headers)) return headers;
  const size = sizeOf(flags, format ?? file['format']);
  if (E.isLeft(size)) return size;
  const { maxBlockSize, size: batchSize } = size.right;
  const said = given({
    name,
    format,
    pushMode,
    contentMode,
    maxBlockSize,
    batch: given({ size: batchSize, windowSeconds: window }),
    capture: given({ types: type, database, element }),
    destination: given({ type: url === undefined ? undefined : 'http', url, headers: headers.right, signature }),
    isActive: active,
  });
  return E.right(merged(file, said ?? {}));
};
