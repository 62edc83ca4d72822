import { runIn } from '../support/run-cli';

const joined = (text: string): string => text.replaceAll(/\\\n\s*/g, ' ').replaceAll(/(^|\s)#.*$/gm, '');

/** The words after `hookline` in the lines of a block, also behind npx, node or npm run, in a pipe or a substitution. */
export const callsOf = (text: string): ReadonlyArray<readonly string[]> =>
  [...joined(text).matchAll(/(?:^|[\s(/])hookline(?:\.cjs)? (?:-- )?([a-z][^|;&)>\n]*)/gm)].map(([, words]) =>
    (words ?? '').trim().split(/\s+/),
  );

const helpOf = async (path: readonly string[]): Promise<string> => (await runIn({}, [...path, '--help'])).out;

const groupedBelow = (help: string): readonly string[] =>
  [...(help.split('Commands:\n')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(
    ([, name]) => name ?? '',
  );

/** The command that the words lead to; null where a word is none. */
const commandIn = async (words: readonly string[]): Promise<readonly string[] | null> => {
  const path: string[] = [];
  for (let below = groupedBelow(await helpOf(path)); below.length > 0; below = groupedBelow(await helpOf(path))) {
    const word = words[path.length] ?? '';
    if (below.includes(word)) path.push(word);
    else return path.length > 0 && !/^[a-z]/.test(word) ? path : null;
  }
  return path;
};

/** What is wrong with a call; empty when the command line would take it. */
export const wrongIn = async (words: readonly string[]): Promise<readonly string[]> => {
  const command = await commandIn(words);
  if (command === null) return [`no command ${words.slice(0, 2).join(' ')}`];
  const known = new Set((await helpOf(command)).match(/--[a-z][a-z-]*/g));
  const flags = words.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  return flags.filter((flag) => !known.has(flag)).map((flag) => `no option ${flag} of ${command.join(' ')}`);
};
