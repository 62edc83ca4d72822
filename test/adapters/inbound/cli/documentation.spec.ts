import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { runIn } from '../../../support/run-cli';

const GROUPS = ['hook', 'event', 'audit', 'key'];

/** The names below "Commands:" of a help text. */
const commandsOf = async (...group: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { out } = await runIn({}, [...group, '--help']);
  const listed = out.split('Commands:\n')[1]?.split('\n\n')[0] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name ?? '');
  return names.filter((name) => name !== 'help').map((name) => [...group, name].join(' '));
};

describe('docs/cli.md', () => {
  it('has a row for every command there is, and for no other', async () => {
    const singles = (await commandsOf()).filter((name) => !GROUPS.includes(name));
    const grouped = (await Promise.all(GROUPS.map((group) => commandsOf(group)))).flat();
    const rows = [...readFileSync('docs/cli.md', 'utf8').matchAll(/^\| `([a-z -]*[a-z])/gm)].map(
      ([, row]) => row ?? '',
    );
    const documented = rows.map((row) => row.replace(/ -.*$/, ''));
    expect([...documented].sort()).to.deep.equal([...singles, ...grouped].sort());
    expect(documented.length).to.be.greaterThan(25);
  });
});
