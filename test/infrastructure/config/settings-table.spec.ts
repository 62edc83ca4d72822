import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { SETTINGS } from '../../../src/infrastructure/config/read-config';
import { SettingsDto } from '../../../src/infrastructure/config/settings.dto';
import { documentedSettings } from './documented-settings';

const tableRows = (): ReadonlyArray<string> =>
  readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

describe('The table of settings', () => {
  it('says of every setting what the program checks, in the same order', () => {
    expect(tableRows()).to.deep.equal(documentedSettings());
  });

  it('leaves out no setting that has a default', () => {
    const names = SETTINGS.map(({ name }) => name);
    expect(Object.keys(new SettingsDto()).filter((name) => !names.includes(name))).to.deep.equal([]);
    expect(names.length).to.be.greaterThan(20);
  });
});
