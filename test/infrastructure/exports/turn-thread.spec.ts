import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { type TurnAsked } from '../../../src/application/capture/exports/turn-elsewhere';
import { turnThread } from '../../../src/infrastructure/exports/turn-thread';

describe('The thread that reads for export runs', () => {
  it('answers nothing where it cannot begin, says why, and is no hindrance to a stop', async () => {
    const told: string[] = [];
    const nowhere = join(__dirname, 'no-such-folder');
    const settings = {
      log: join(nowhere, 'log.sqlite'),
      keys: join(nowhere, 'keys.sqlite'),
      masterKey: createSecretKey(randomBytes(32)),
    };
    const thread = turnThread(settings, { error: (message) => void told.push(message) });
    expect(await thread.read({} as TurnAsked)).to.equal(null);
    expect(told).to.deep.equal(['the thread that reads for exports ended; capture reads for them until it is back']);
    await thread.forgetKeys();
    await thread.close();
    expect(await thread.read({} as TurnAsked)).to.equal(null);
  });
});
