import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { runIn } from '../support/run-cli';

const PAGES = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

/** The lines of fenced blocks, continued ones joined, comments cut off. */
const blockLinesOf = (page: string): readonly string[] =>
  [...page.matchAll(/^```(?:sh|bash)?\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
    (block ?? '')
      .replaceAll(/\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => line.replace(/(^|\s)#.*$/, '')),
  );

/** The words after `hookline`, also behind npx, node or npm run, in a pipe or a substitution. */
const callsOf = (line: string): ReadonlyArray<readonly string[]> =>
  [...line.matchAll(/(?:^|[\s(/])hookline(?:\.cjs)? (?:-- )?([a-z][^|;&)>]*)/g)].map(([, words]) =>
    (words ?? '').trim().split(/\s+/),
  );

const helpOf = async (path: readonly string[]): Promise<string> => (await runIn({}, [...path, '--help'])).out;

const groupedBelow = (help: string): readonly string[] =>
  [...(help.split('Commands:\n')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(
    ([, name]) => name ?? '',
  );

/** What is wrong with a call; empty when the command line would take it. */
const wrongIn = async (words: readonly string[]): Promise<readonly string[]> => {
  const top = await helpOf([]);
  const [first = '', second = ''] = words;
  if (!groupedBelow(top).includes(first)) return [`no command ${first}`];
  const group = await helpOf([first]);
  const below = groupedBelow(group);
  const isBelow = below.includes(second);
  if (below.length > 0 && !isBelow && /^[a-z]/.test(second)) return [`no command ${first} ${second}`];
  const help = isBelow ? await helpOf([first, second]) : group;
  const known = new Set(`${top}\n${help}`.match(/--[a-z][a-z-]*/g));
  const flags = words.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  return flags.filter((flag) => !known.has(flag)).map((flag) => `no option ${flag}`);
};

describe('The commands of hookline in the documentation', () => {
  const calls = PAGES.flatMap((name) =>
    blockLinesOf(readFileSync(name, 'utf8'))
      .flatMap(callsOf)
      .map((words) => ({ name, words })),
  );

  it('name commands and options that there are', async () => {
    const wrong: string[] = [];
    for (const { name, words } of calls)
      for (const fault of await wrongIn(words)) wrong.push(`${name}: hookline ${words.join(' ')}: ${fault}`);
    expect(wrong).to.deep.equal([]);
  });

  it('are found, wherever they stand in a line', () => {
    expect(calls.length).to.be.at.least(20);
    expect(callsOf('echo x | npx hookline event send --from -')).to.deep.equal([['event', 'send', '--from', '-']]);
    expect(callsOf('npm run hookline -- serve')).to.deep.equal([['serve']]);
  });

  it('would not pass with a command or an option that there is not', async () => {
    expect(await wrongIn(['hook', 'paint', '1'])).to.have.lengthOf(1);
    expect(await wrongIn(['hook', 'list', '--colour', 'red'])).to.deep.equal(['no option --colour']);
  });
});
