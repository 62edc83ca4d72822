import { expect } from 'chai';
import * as fc from 'fast-check';
import { answerText, withoutSecrets } from '../../../../../src/adapters/outbound/delivery-transport/http/answer-text';

describe('The text kept of an answer', () => {
  it('is empty when nothing came', () => {
    expect(answerText([])).to.equal('');
  });

  it('joins characters that came in two pieces', () => {
    const bytes = Buffer.from('né');
    expect(answerText([bytes.subarray(0, 2), bytes.subarray(2)])).to.equal('né');
  });

  it('replaces bytes that are no UTF-8', () => {
    expect(answerText([Buffer.from([0x61, 0xff, 0x62])])).to.equal('a\uFFFDb');
  });

  it('keeps line breaks and tabs, no other control character', () => {
    expect(answerText([Buffer.from('a\tb\r\nc\u0000\u001b\u007f\u0085')])).to.equal(
      'a\tb\r\nc\uFFFD\uFFFD\uFFFD\uFFFD',
    );
  });

  it('never has more than 4,096 characters nor control characters, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 4 }), (pieces) => {
        const text = answerText(pieces.map((piece) => Buffer.from(piece)));
        expect(text.length).to.be.at.most(4_096);
        expect(text.replace(/[\t\r\n]/g, '')).not.to.match(/\p{Cc}/u);
      }),
    );
  });

  it('has no secret that was sent, but leaves short words alone', () => {
    expect(withoutSecrets('token abcdef and abcdef, ok', ['abcdef', 'ok'])).to.equal('token *** and ***, ok');
  });
});
