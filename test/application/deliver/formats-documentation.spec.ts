import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { FORMAT_SAMPLES } from '../../support/format-samples';

const DOCUMENT = 'docs/formats.md';

/** A sample stands between its mark and an end mark. */
const withSample = (text: string, name: string, sample: string): string => {
  const mark = `<!-- sample: ${name} -->`;
  const at = text.indexOf(mark);
  if (at < 0) return text;
  const end = '<!-- end -->';
  const rest = text.slice(at + mark.length);
  const tail = rest.trimStart().startsWith('<!-- sample') || !rest.includes(end) ? rest : afterEnd(rest, end);
  return `${text.slice(0, at)}${mark}\n\n${sample}\n\n${end}${tail}`;
};

const afterEnd = (rest: string, end: string): string => {
  const next = rest.indexOf('<!-- sample');
  const at = rest.indexOf(end);
  return next >= 0 && next < at ? rest : rest.slice(at + end.length);
};

describe('docs/formats.md', () => {
  it('shows what the code makes (HOOKLINE_WRITE_SAMPLES=1 writes it)', () => {
    const written = readFileSync(DOCUMENT, 'utf8');
    let wanted = written;
    for (const [name, sample] of FORMAT_SAMPLES) wanted = withSample(wanted, name, sample);
    if (process.env['HOOKLINE_WRITE_SAMPLES'] === '1') writeFileSync(DOCUMENT, wanted);
    else expect(written).to.equal(wanted);
  });

  it('has a place for every sample', () => {
    const written = readFileSync(DOCUMENT, 'utf8');
    for (const name of FORMAT_SAMPLES.keys()) expect(written).to.include(`<!-- sample: ${name} -->`);
  });
});
