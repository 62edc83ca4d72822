import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { ROLES } from '../../../src/application/ports/membership';
import { SETTINGS } from '../../../src/infrastructure/config/read-config';

const compose = readFileSync('compose.yaml', 'utf8');
const found = (pattern: RegExp): ReadonlyArray<string> => [
  ...new Set([...compose.matchAll(pattern)].map(([, first = '']) => first)),
];

describe('The cluster in compose.yaml', () => {
  it('sets only what there is to set', () => {
    const names = SETTINGS.map(({ name }) => name);
    expect(found(/^ {2}(HOOKLINE_\w+):/gm).filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  it('leaves no role without a process', () => {
    const roles = found(/serve --roles (\S+)/g).flatMap((list) => list.split(','));
    expect(new Set(roles)).to.deep.equal(new Set(ROLES));
  });

  it('has a standby for capture, for search, and a second worker', () => {
    const lists = [...compose.matchAll(/serve --roles (\S+)/g)].map(([, list = '']) => list.split(','));
    for (const role of ROLES)
      expect(
        lists.filter((list) => list.includes(role)),
        role,
      ).to.have.length(2);
  });

  it('shows no secret', () => {
    expect(compose).to.match(/HOOKLINE_MASTER_KEY: \$\{HOOKLINE_MASTER_KEY:\?/);
    expect(compose).to.match(/HOOKLINE_API_KEY: \$\{HOOKLINE_API_KEY:\?/);
  });
});
