import { inMemoryKeyStore } from '../../../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { itBehavesLikeAKeyStore } from '../../../contracts/key-store.contract';

describe('The in-memory key store', () => {
  itBehavesLikeAKeyStore(() => {
    const keyStore = inMemoryKeyStore();
    return Promise.resolve({ keyStore, reopen: () => Promise.resolve(keyStore), dispose: () => Promise.resolve() });
  });
});
