import { expect } from 'chai';
import fc from 'fast-check';
import { pairs, table } from '../../../../../src/adapters/inbound/cli/print/table';

const COLUMNS = [
  { head: 'NAME', cell: ([name]: readonly [string, string]) => name },
  { head: 'COUNT', cell: ([, count]: readonly [string, string]) => count, right: true },
];

describe('A table', () => {
  it('is as wide as its widest cells, numbers to the right', () => {
    expect(
      table(COLUMNS, [
        ['a', '1'],
        ['long name', '1000000'],
      ]),
    ).to.equal(['NAME         COUNT', 'a                1', 'long name  1000000'].join('\n'));
  });

  it('has its head over nothing too', () => {
    expect(table(COLUMNS, [])).to.equal('NAME  COUNT');
  });

  it('counts characters, not halves of them', () => {
    expect(
      table(COLUMNS, [
        ['😀', '1'],
        ['ab', '2'],
      ])
        .split('\n')
        .slice(1),
    ).to.deep.equal(['😀         1', 'ab        2']);
  });

  it('has one line a row and no control character, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string())), (rows) => {
        const text = table(COLUMNS, rows);
        expect(text.split('\n')).to.have.length(rows.length + 1);
        expect(text.replaceAll('\n', '')).not.to.match(/\p{Cc}/u);
      }),
    );
  });
});

describe('Pairs', () => {
  it('stand below each other, without those that have no value', () => {
    expect(
      pairs([
        ['name', 'Clicks'],
        ['element', ''],
        ['id', '7'],
      ]),
    ).to.equal('name  Clicks\nid    7');
  });
});
