import { expect } from 'chai';
import { keepText } from '../../../src/infrastructure/demo/keep-text';
import { auditsText, comparisonText, sumsText } from '../../../src/infrastructure/demo/result-text';
import { type Comparison } from '../../../src/infrastructure/demo/settle';

const SUM = { hook: 7, captured: 12, delivered: 10, parked: 0, discarded: 0, waiting: 2 };
const result = (more: Partial<Comparison> = {}): Comparison => ({
  receiver: 'shop',
  hook: 7,
  meant: 12,
  received: 11,
  missing: 1,
  strange: 0,
  repeats: 3,
  unverified: 0,
  sum: SUM,
  audit: { agrees: true, kept: SUM, recounted: { ...SUM, captured: 13 } },
  agrees: false,
  ...more,
});
const lines = (text: string): ReadonlyArray<string> => text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));

describe('The results of the demo', () => {
  it('show the sum that the engine keeps', () => {
    expect(lines(sumsText([result()]))).to.deep.equal([
      'HOOK CAPTURED DELIVERED PARKED DISCARDED WAITING',
      '7 12 10 0 0 2',
    ]);
  });

  it('show what was recounted, and loudly when it does not agree', () => {
    expect(lines(auditsText([result()]))[1]).to.equal('7 13 10 0 0 2 yes');
    expect(lines(auditsText([result({ audit: { agrees: false, recounted: SUM } })]))[1]).to.equal('7 12 10 0 0 2 NO');
  });

  it('show what the receivers have', () => {
    expect(lines(comparisonText([result()]))).to.deep.equal([
      'RECEIVER MEANT FOR IT RECEIVED MISSING NOT MEANT REPEATS',
      'shop 12 11 1 0 3',
    ]);
  });
});

describe('What to do with a demo that is kept', () => {
  it('names the address, the key and the folder', () => {
    const text = keepText('http://127.0.0.1:4711', 'hk_key', '/tmp/data');
    expect(text).to.include('export HOOKLINE_URL=http://127.0.0.1:4711\n');
    expect(text).to.include('export HOOKLINE_API_KEY=hk_key\n');
    expect(text).to.include('HOOKLINE_DATA_FOLDER=/tmp/data node bin/hookline.cjs serve');
  });

  it('names commands that exist', () => {
    const commands = [...keepText('', '', '').matchAll(/hookline\.cjs (\w+(?: [a-z]+)?)/g)].map(
      ([, command]) => command,
    );
    expect(new Set(commands)).to.deep.equal(
      new Set(['hook list', 'hook show', 'hook deliveries', 'catalogue', 'event send', 'serve']),
    );
  });
});
