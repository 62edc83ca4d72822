import * as E from 'fp-ts/Either';
import { cliProgram } from '../../src/adapters/inbound/cli/program';
import { type Surroundings } from '../../src/adapters/inbound/cli/surroundings';
import { type AskedOfEngine, type EngineAnswer, fakeEngine } from './fake-engine';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: ReadonlyArray<AskedOfEngine>;
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
}

const unexpected = (name: string) => (): never => {
  throw new Error(`${name} was not expected to be asked`);
};

/** Runs a command line in these surroundings; nothing is asked of any engine unless the test gives one. */
export const runIn = async (
  surroundings: Partial<Surroundings>,
  args: ReadonlyArray<string>,
): Promise<Omit<CliRun, 'asked'>> => {
  let out = '';
  let err = '';
  const code = await cliProgram({
    version: '0.0.0-test',
    out: (text) => (out += text),
    err: (text) => (err += text),
    stdin: chunksOf(''),
    connection: unexpected('connection'),
    isTerminal: false,
    checkConfig: unexpected('checkConfig'),
    listenSecrets: [],
    serve: unexpected('serve'),
    demo: unexpected('demo'),
    untilStopped: unexpected('untilStopped'),
    ...surroundings,
  })(args);
  return { code, out, err };
};

export interface RunOptions {
  readonly answers?: ReadonlyArray<EngineAnswer>;
  readonly stdin?: string;
  /** Absent: the command is not expected to ask. */
  readonly untilStopped?: Surroundings['untilStopped'];
}

/** Runs a command line against an engine that answers as the test says. */
export const runCli = async (
  args: ReadonlyArray<string>,
  { answers = [], stdin = '', untilStopped }: RunOptions = {},
): Promise<CliRun> => {
  const engine = await fakeEngine(...answers);
  try {
    const connection = () => E.right({ url: engine.url, apiKey: 'hk_test_key' });
    const stopped = untilStopped === undefined ? {} : { untilStopped };
    const run = await runIn({ connection, stdin: chunksOf(stdin), ...stopped }, args);
    return { ...run, asked: engine.asked };
  } finally {
    await engine.stop();
  }
};

/** With one answer. */
export const runWith = (body: unknown, ...args: ReadonlyArray<string>): Promise<CliRun> =>
  runCli(args, { answers: [{ body }] });
