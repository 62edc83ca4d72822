import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';

type Proof = { readonly subject: string; readonly file: string; readonly title: string };

/** The rows of a table of proofs: number, subject, specification in backticks, part of its title. */
const proofsIn = (page: string): readonly Proof[] =>
  [...page.matchAll(/^\| (\d+) +\| [^|]+\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, subject, file, title]) => ({
    subject: subject ?? '',
    file: file ?? '',
    title: (title ?? '').replaceAll('\\|', '|').replaceAll('\\', ''),
  }));

const titlesOf = (file: string): string =>
  (readFileSync(file, 'utf8').match(/\b(?:it|describe)\(\s*(['"`])(?:\\.|(?!\1)[^\\])*\1/g) ?? [])
    .join('\n')
    .replaceAll('\\', '');

const brokenOf = (proofs: readonly Proof[]): readonly Proof[] =>
  proofs.filter(({ file, title }) => !existsSync(file) || !titlesOf(file).includes(title));

describe('The table of proofs', () => {
  for (const [name, atLeast] of [
    ['docs/behaviours.md', 50],
    ['docs/decisions.md', 27],
  ] as const)
    describe(`in ${name}`, () => {
      const page = readFileSync(name, 'utf8');
      const proofs = proofsIn(page);

      it('names a specification that is there, with a title it has', () => {
        expect(brokenOf(proofs)).to.deep.equal([]);
      });

      it('is read whole, row by row', () => {
        expect(proofs).to.have.lengthOf(page.match(/^\| \d/gm)?.length ?? 0);
        expect(new Set(proofs.map(({ subject }) => subject)).size).to.be.at.least(atLeast);
      });
    });

  it('would notice a specification that is gone and a title that was changed', () => {
    const gone = { subject: '1', file: 'test/gone.spec.ts', title: 'x' };
    const changed = { subject: '1', file: 'test/reference/proofs.spec.ts', title: ['no', 'such', 'title'].join(' ') };
    expect(brokenOf([gone, changed])).to.deep.equal([gone, changed]);
  });
});
