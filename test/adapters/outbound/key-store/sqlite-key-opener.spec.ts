import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { sqliteKeyOpener } from '../../../../src/adapters/outbound/key-store/sqlite/sqlite-key-opener';
import { openSqliteKeyStore } from '../../../../src/adapters/outbound/key-store/sqlite/sqlite-key-store';

const WHOSE = { account: 1, owner: 'someone' };

describe('The opener beside a SQLite key store', () => {
  it('opens what the store sealed, until the key is dropped and it was told to forget', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookline-opener-'));
    const [file, masterKey] = [join(folder, 'keys.db'), createSecretKey(randomBytes(32))];
    const opened = openSqliteKeyStore({ file, masterKey, writer: 'in-process' });
    if (E.isLeft(opened)) throw new Error(opened.left.detail);
    const store = opened.right;
    const opener = sqliteKeyOpener(file, masterKey);
    const texts = await store.seal([{ ...WHOSE, plain: 'a secret' }])();
    const sealed = E.isRight(texts) ? (texts.right[0] ?? '') : '';
    const page = [
      { ...WHOSE, sealed },
      { ...WHOSE, owner: 'nobody', sealed },
    ];
    expect(await opener.open(page)()).to.deep.equal(E.right(['a secret', null]));
    await store.drop(WHOSE.account, WHOSE.owner)();
    opener.forgetKeys();
    expect(await opener.open(page)()).to.deep.equal(E.right([null, null]));
    opener.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
