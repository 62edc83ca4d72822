import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** How a value may lie in a file: by name, the bytes to look for. */
export const formsOf = (value: string): ReadonlyMap<string, ReadonlyArray<Buffer>> => {
  const bytes = Buffer.from(value);
  const escaped = JSON.stringify(value).slice(1, -1);
  const unicode = Array.from(
    { length: value.length },
    (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
  return new Map([
    ['plain', [bytes]],
    ['JSON-escaped', [Buffer.from(escaped), Buffer.from(escaped.replaceAll('/', '\\/')), Buffer.from(unicode)]],
    ['in percents', [Buffer.from(encodeURIComponent(value))]],
    ['base64', [0, 1, 2].map((offset) => base64Inside(bytes, offset, 'base64'))],
    ['base64url', [0, 1, 2].map((offset) => base64Inside(bytes, offset, 'base64url'))],
    ['hex', [Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase())]],
    ['UTF-16', [Buffer.from(value, 'utf16le'), Buffer.from(value, 'utf16le').swap16()]],
  ]);
};

/** What is sure to stand in the base64 of a text that holds the bytes `offset` bytes behind a border of three. */
const base64Inside = (bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): Buffer => {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const sure = Math.floor(whole.length / 3) * 4;
  return Buffer.from(whole.toString(encoding).slice(offset === 0 ? 0 : 4, sure));
};

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** Every place of a folder's files where one of the values lies, in whatever form: `log.sqlite: alice@… in base64`. */
export const tracesOf = (folder: string, values: ReadonlyArray<string>): ReadonlyArray<string> => {
  const wanted = values.flatMap((value) => [...formsOf(value)].map(([form, patterns]) => ({ value, form, patterns })));
  return filesIn(folder).flatMap((file) => {
    const content = readFileSync(file);
    return wanted
      .filter(({ patterns }) => patterns.some((pattern) => content.includes(pattern)))
      .map(({ value, form }) => `${relative(folder, file)}: ${value} in ${form}`);
  });
};

/** Every place of a folder's files where the bytes lie. */
export const filesWith = (folder: string, bytes: Buffer): ReadonlyArray<string> =>
  filesIn(folder)
    .filter((file) => readFileSync(file).includes(bytes))
    .map((file) => relative(folder, file));
