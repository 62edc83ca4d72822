import { expect } from 'chai';
import * as fc from 'fast-check';
import { isEntityName } from '../../../src/domain/platform-event/entity-name';

describe('The name of an entity', () => {
  it('is letters, digits, "_", "-" and "."', () => {
    for (const name of ['MyEntity', 'actito', 'new-mail_2.eu', '7', 'x'.repeat(100)]) {
      expect(isEntityName(name), name).to.equal(true);
    }
  });

  it('is nothing that could change a path', () => {
    for (const name of ['', '.', '..', '.hidden', '-x', 'a/b', 'a b', 'a%2Fb', 'a?b', 'a\n', 'é', 'x'.repeat(101)]) {
      expect(isEntityName(name), JSON.stringify(name)).to.equal(false);
    }
  });

  it('stands in a link as it is', () => {
    const char = fc.constantFrom('a', 'Z', '0', '_', '-', '.', '/', '%', ' ', 'é');
    fc.assert(
      fc.property(fc.string({ unit: char, minLength: 1, maxLength: 4 }), (name) => {
        expect(isEntityName(name)).to.equal(encodeURIComponent(name) === name && !/^[.-]/.test(name));
      }),
    );
  });
});
