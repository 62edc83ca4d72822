import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { type PageAsked } from '../../../src/application/capture/exports/page-elsewhere';
import { pageThreads } from '../../../src/infrastructure/exports/page-threads';

describe('The threads that read for export runs', () => {
  it('answers nothing where it cannot begin, says why, and is no hindrance to a stop', async () => {
    const told: string[] = [];
    const nowhere = join(__dirname, 'no-such-folder');
    const settings = {
      log: join(nowhere, 'log.sqlite'),
      keys: join(nowhere, 'keys.sqlite'),
      masterKey: createSecretKey(randomBytes(32)),
    };
    const threads = pageThreads(settings, { error: (message) => void told.push(message) }, 2);
    expect(await threads.read({} as PageAsked)).to.equal(null);
    expect(told).to.deep.equal(['the thread that reads for exports ended; capture reads for them until it is back']);
    await threads.forgetKeys();
    await threads.close();
    expect(await threads.read({} as PageAsked)).to.equal(null);
  });
});
