import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { runIn } from '../../../support/run-cli';

/** The names below "Commands:" of a help text; a command that has some is a group. */
const commandsOf = async (...group: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { out } = await runIn({}, [...group, '--help']);
  const listed = out.split('Commands:\n')[1]?.split('\n\n')[0] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name ?? '');
  const below = names.filter((name) => name !== 'help').map((name) => commandsOf(...group, name));
  return below.length === 0 ? [group.join(' ')] : (await Promise.all(below)).flat();
};

describe('docs/cli.md', () => {
  it('has a row for every command there is, and for no other', async () => {
    const commands = await commandsOf();
    const rows = [...readFileSync('docs/cli.md', 'utf8').matchAll(/^\| `([a-z -]*[a-z])/gm)].map(
      ([, row]) => row ?? '',
    );
    const documented = rows.map((row) => row.replace(/ -.*$/, ''));
    expect([...documented].sort()).to.deep.equal([...commands].sort());
    expect(documented.length).to.be.greaterThan(25);
  });
});
