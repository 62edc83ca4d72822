import { inMemoryContentStore } from '../../../../src/adapters/outbound/content-store/in-memory/in-memory-content-store';
import { itBehavesLikeAContentStore } from '../../../contracts/content-store.contract';

describe('The in-memory content store', () => {
  itBehavesLikeAContentStore(() => {
    const store = inMemoryContentStore();
    return Promise.resolve({ store, reopened: () => Promise.resolve(store), dispose: store.close });
  });
});
