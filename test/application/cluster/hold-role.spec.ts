import { expect } from 'chai';
import { inMemoryCluster } from '../../../src/adapters/outbound/membership/in-memory/in-memory-membership';
import { holdings } from '../../../src/application/cluster/holdings';
import { holdRole, type RoleHolding } from '../../../src/application/cluster/hold-role';
import { type Membership, type Role } from '../../../src/application/ports/membership';
import { fixedClock } from '../../support/fixed-clock';
import { recordingLog } from '../../support/recording-log';
import { waitUntil } from '../../support/wait-until';

interface Process {
  readonly membership: Membership;
  readonly holding: RoleHolding;
  /** How often its work has begun. */
  readonly begun: () => number;
  /** Its work ends by itself, as when another capture has fenced it off. */
  readonly fence: () => void;
}

describe('A role with one holder', () => {
  let cluster: ReturnType<typeof inMemoryCluster>;
  let clock: ReturnType<typeof fixedClock>;
  beforeEach(() => {
    cluster = inMemoryCluster();
    clock = fixedClock();
  });

  const started = async (
    process: string,
    startedAt: number,
    { roles = ['capture'], fails = false }: { readonly roles?: ReadonlyArray<Role>; readonly fails?: boolean } = {},
  ): Promise<Process> => {
    const membership = cluster.membership({ process, startedAt, roles });
    await membership.join();
    let begun = 0;
    let end: () => void = () => undefined;
    const holding = holdRole(
      { membership, holdings: holdings(membership), clock, log: recordingLog().log },
      'capture',
      {
        begin: () => {
          begun += 1;
          if (fails) return Promise.resolve(null);
          return Promise.resolve({ ended: new Promise<void>((resolve) => (end = resolve)) });
        },
        end: () => {
          end();
          return Promise.resolve();
        },
      },
    );
    return { membership, holding, begun: () => begun, fence: () => end() };
  };

  it('is taken by the first process that may', async () => {
    const one = await started('one', 1);
    await waitUntil(() => one.begun() === 1);
    expect(one.holding.holds()).to.equal(true);
  });

  it('stays with its holder when others come', async () => {
    const late = await started('late', 2);
    await waitUntil(() => late.begun() === 1);
    const early = await started('early', 1);
    expect(early.begun()).to.equal(0);
    expect(late.holding.holds()).to.equal(true);
  });

  it('goes to the one standing by as soon as its holder is dead', async () => {
    const one = await started('one', 1);
    const two = await started('two', 2);
    await waitUntil(() => one.begun() === 1);
    cluster.kill('one');
    await waitUntil(() => two.begun() === 1);
    expect(two.holding.holds()).to.equal(true);
  });

  it('goes to the one standing by when its holder stops', async () => {
    const one = await started('one', 1);
    const two = await started('two', 2);
    await waitUntil(() => one.begun() === 1);
    await one.holding.stop();
    await waitUntil(() => two.begun() === 1);
    expect(one.holding.holds()).to.equal(false);
  });

  it('goes to another process when its work ends by itself, and comes back only when that one is gone', async () => {
    const one = await started('one', 1);
    const two = await started('two', 2);
    await waitUntil(() => one.begun() === 1);
    one.fence();
    await waitUntil(() => two.begun() === 1);
    clock.advance(60_000);
    expect(one.begun()).to.equal(1);
    cluster.kill('two');
    await waitUntil(() => one.begun() === 2);
  });

  it('does not hang on a process whose work cannot begin', async () => {
    const broken = await started('broken', 1, { fails: true });
    const two = await started('two', 2);
    await waitUntil(() => two.begun() === 1);
    expect(broken.holding.holds()).to.equal(false);
  });

  it('is tried again and again by the only process, with a pause', async () => {
    const broken = await started('broken', 1, { fails: true });
    await waitUntil(() => broken.begun() === 1 && !broken.holding.holds());
    await waitUntil(() => clock.waiting() > 0);
    clock.advance(2000);
    await waitUntil(() => broken.begun() === 2);
  });

  it('is never taken by a process without it', async () => {
    const one = await started('one', 1, { roles: ['api', 'deliver'] });
    expect(one.begun()).to.equal(0);
  });
});
