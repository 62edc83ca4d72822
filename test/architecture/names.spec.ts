import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

const says = (file: string, pattern: RegExp): boolean => pattern.test(readFileSync(file, 'utf8'));

describe('The files of src', () => {
  const files = filesBelow('src');

  it('are named in kebab-case after the one thing they hold', () => {
    expect(files.filter((file) => !/^[a-z0-9]+([.-][a-z0-9]+)*\.ts$/.test(basename(file)))).to.deep.equal([]);
  });

  it('are no barrels and no drawers', () => {
    const drawers = /(^|\/)(index|utils?|helpers?|common|misc|types)(\.ts|\/)/;
    expect(files.filter((file) => drawers.test(file))).to.deep.equal([]);
  });

  it('have at most 200 lines each, and half of them at most 60', () => {
    const sizes = files.map(lines).sort((a, b) => a - b);
    expect(files.filter((file) => lines(file) > 200)).to.deep.equal([]);
    expect(sizes[Math.floor(sizes.length / 2)]).to.be.at.most(60);
  });

  it('switch no rule off and leave nothing to do', () => {
    const excuse = /eslint-disable|@ts-(ignore|expect-error|nocheck)|\bTODO\b|\bFIXME\b|\bas any\b/;
    expect(files.filter((file) => says(file, excuse))).to.deep.equal([]);
  });

  it('load reflect-metadata in main only', () => {
    const loads = files.filter((file) => says(file, /from 'reflect-metadata'|import 'reflect-metadata'/));
    expect(loads.filter((file) => file !== join('src', 'infrastructure', 'main.ts'))).to.deep.equal([]);
  });
});

describe('A rule that names a decision', () => {
  it('names one that is recorded', () => {
    const recorded = readdirSync(join('docs', 'adr')).map((file) => file.slice(0, 4));
    const rules = ['eslint.config.mjs', '.dependency-cruiser.cjs', ...filesBelow('src'), ...filesBelow('test')];
    const named = rules.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/@adr (\d{4})/g)].map((match) => ({ file, adr: match[1] ?? '' })),
    );
    expect(named).not.to.deep.equal([]);
    expect(named.filter(({ adr }) => !recorded.includes(adr))).to.deep.equal([]);
  });
});

describe('The decisions', () => {
  const decisions = readdirSync(join('docs', 'adr')).filter((file) => file !== 'README.md');

  it('are numbered once each, with the four headings', () => {
    const numbers = decisions.map((file) => file.slice(0, 4));
    expect(new Set(numbers).size).to.equal(numbers.length);
    const incomplete = decisions.filter((file) =>
      ['Context', 'Decision', 'Status', 'Consequences'].some(
        (heading) => !says(join('docs', 'adr', file), new RegExp(`^## ${heading}$`, 'm')),
      ),
    );
    expect(incomplete).to.deep.equal([]);
  });
});
