import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { formsOf, tracesOf } from './traces-of';

const EMAIL = 'ålice/erased@example.com';

describe('The scan of a folder for a person', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookline-scan-'));
    mkdirSync(join(folder, 'deep'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const form of formsOf(EMAIL).keys())
    it(`finds a value that lies ${form} in a file below`, () => {
      for (const [n, pattern] of (formsOf(EMAIL).get(form) ?? []).entries())
        writeFileSync(join(folder, 'deep', `${String(n)}.bin`), Buffer.concat([Buffer.alloc(5, 7), pattern]));
      expect(tracesOf(folder, [EMAIL])).to.include(`deep/0.bin: ${EMAIL} in ${form}`);
    });

  it('finds a value inside of a longer text in base64, wherever it begins', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${before}${EMAIL} and more`).toString('base64');
      writeFileSync(join(folder, 'one.bin'), text);
      expect(tracesOf(folder, [EMAIL]), before).to.include(`one.bin: ${EMAIL} in base64`);
    }
  });

  it('finds nothing where nothing is', () => {
    writeFileSync(join(folder, 'one.bin'), Buffer.from(`${EMAIL.slice(0, 6)} else`).toString('base64'));
    expect(tracesOf(folder, [EMAIL])).to.deep.equal([]);
  });
});
