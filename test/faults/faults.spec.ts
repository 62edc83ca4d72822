import { expect } from 'chai';
import { natsServerMissing } from '../support/nats-server';
import { faultLines } from './print-faults';
import { type FaultResult, wrongIn } from './fault-result';
import { type Cluster, startCluster } from './cluster';
import { runFault } from './run-fault';
import { SERVER_FAULTS } from './server-faults';

const WITHIN_MS = 400_000;
/** That there is a load at all; `npm run test:faults` asks for 500 events/s, on a machine that is not shared. */
const LEAST_RATE = 50;
const NAMES: ReadonlyArray<string> = ['nats-killed', 'nats-wiped'];

describe('An engine on NATS and a log of its own, under load,', function () {
  this.timeout(WITHIN_MS);
  if (natsServerMissing !== null) {
    it.skip(`is not tried: ${natsServerMissing}`);
    return;
  }
  let cluster: Cluster;

  before(async () => {
    cluster = await startCluster(null);
  });
  after(() => cluster.dispose(false));

  for (const fault of SERVER_FAULTS.filter(({ name }) => NAMES.includes(name))) {
    it(`loses nothing, repeats under the same ids only and keeps its sums and orders: ${fault.name}`, async () => {
      const result: FaultResult = await runFault(cluster, fault, LEAST_RATE);
      expect(wrongIn(result), faultLines(result).join('\n')).to.deep.equal([]);
      expect(result.verdicts.map(({ events }) => events)).to.not.include(0);
    });
  }
});
