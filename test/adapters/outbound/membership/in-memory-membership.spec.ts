import { inMemoryCluster } from '../../../../src/adapters/outbound/membership/in-memory/in-memory-membership';
import { itBehavesLikeAMembership } from '../../../contracts/membership.contract';

describe('The in-memory membership', () => {
  itBehavesLikeAMembership(() => {
    const cluster = inMemoryCluster();
    return Promise.resolve({
      process: (process, roles = ['api']) => Promise.resolve(cluster.membership({ process, startedAt: 1, roles })),
      kill: (process) => {
        cluster.kill(process);
        return Promise.resolve();
      },
      silenceMs: 0,
      dispose: () => Promise.resolve(),
    });
  });
});
