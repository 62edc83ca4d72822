import { createSecretKey } from 'node:crypto';
import { expect } from 'chai';
import { masterDerivedKeys } from '../../../../src/adapters/outbound/key-store/master-derived-keys';

const HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const OWNER = Buffer.from('12/owner');
/** Written by the first version: a key file of then must open for ever. */
const WRAPPED = 'AcssYB44wQquCN7GjtLouSjePjUudwNUMDS2Bknc5uzK6ACh4N4Q0W+Krt2yxDtL1MGJD1KGkf0FX3qVsQ==';
const CHECK = 'AdArx/i9JxqLcIy6SoVCz0NM1Kmoj9O0W+CrTmHDAs6fElRLFhjCBHIfWPrk';

describe('The keys derived from the master key', () => {
  const keys = masterDerivedKeys(createSecretKey(Buffer.from(HEX, 'hex')));
  const others = masterDerivedKeys(createSecretKey(Buffer.alloc(32)));

  it('give the pseudonyms they always gave', () => {
    expect(keys.pseudonym(12, '4711')).to.equal('fc51947c59458e276d13fd54231eb739');
  });

  it('give other pseudonyms under another master key', () => {
    expect(others.pseudonym(12, '4711')).not.to.equal(keys.pseudonym(12, '4711'));
  });

  it('open what was wrapped ever since', () => {
    expect(keys.unwrap(Buffer.from(WRAPPED, 'base64'), OWNER)?.export()).to.deep.equal(Buffer.alloc(32, 7));
  });

  it('accept the check value made under the same master key, ever since, and no other', () => {
    expect(keys.accepts(Buffer.from(CHECK, 'base64'))).to.equal(true);
    expect(keys.accepts(keys.checkValue())).to.equal(true);
    expect(others.accepts(keys.checkValue())).to.equal(false);
  });

  it('name the wrapping key the same each time, and differently under another master key', () => {
    expect(keys.wrapping).to.equal('b21a557c65d7550a');
    expect(others.wrapping).not.to.equal(keys.wrapping);
  });

  it('open no key that was moved to another owner, or wrapped under another master key', () => {
    const wrapped = keys.wrap(Buffer.alloc(32, 7), OWNER);
    expect(keys.unwrap(wrapped, OWNER)).not.to.equal(null);
    expect(keys.unwrap(wrapped, Buffer.from('12/other'))).to.equal(null);
    expect(others.unwrap(wrapped, OWNER)).to.equal(null);
  });
});
