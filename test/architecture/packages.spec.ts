import { expect } from 'chai';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const given = [
  '@eventstore/db-client',
  'inversify',
  'reflect-metadata',
  'class-validator',
  'nats',
  'fp-ts',
  'mocha',
  'chai',
];

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const used = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

const explained = (): ReadonlyArray<string> =>
  readFileSync('docs/adr/0010-packages-beyond-the-given-list.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| package '))
    .flatMap((line) => (line.split('|')[1] ?? '').split(','))
    .map((name) => name.trim());

describe('The packages', () => {
  it('beyond the given list are explained, each in one line', () => {
    const beyond = Object.keys(used).filter((name) => !given.includes(name));
    expect([...explained()].sort()).to.deep.equal(beyond.sort());
  });

  it('are pinned to exact versions', () => {
    expect(Object.entries(used).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).to.deep.equal([]);
  });

  it('come from the registry and run no install script', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
    };
    const strange = Object.entries(lock.packages).filter(
      ([, entry]) => !(entry.resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.'),
    );
    expect(strange).to.deep.equal([]);
    expect(readFileSync('.npmrc', 'utf8').split('\n')).to.include('ignore-scripts=true');
  });
});
