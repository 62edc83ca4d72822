import { expect } from 'chai';
import { type Membership, type Role } from '../../src/application/ports/membership';
import { waitUntil } from '../support/wait-until';

export interface MembershipHarness {
  /** A process that has not joined yet. */
  readonly process: (name: string, roles?: ReadonlyArray<Role>) => Promise<Membership>;
  /** It dies: nothing is said any more, not even farewell. */
  readonly kill: (name: string) => Promise<void>;
  /** How long it may take until the others know, milliseconds. */
  readonly silenceMs: number;
  readonly dispose: () => Promise<void>;
}

/** Longer than a farewell takes on a busy machine, shorter than the silence that would be noticed as well. */
const BEFORE_SILENCE_MS = 1_800;

const namesOf = (membership: Membership): ReadonlyArray<string> =>
  membership
    .members()
    .map(({ process }) => process)
    .sort();

/** Every membership runs this suite. */
export const itBehavesLikeAMembership = (open: () => Promise<MembershipHarness>): void => {
  describe('behaves like a membership:', () => {
    let harness: MembershipHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.dispose());

    const joined = async (name: string, roles?: ReadonlyArray<Role>): Promise<Membership> => {
      const membership = await harness.process(name, roles);
      await membership.join();
      return membership;
    };

    it('knows the process itself once it has joined', async () => {
      const one = await joined('one', ['api']);
      expect(one.self).to.equal('one');
      expect(one.members()).to.have.length(1);
      expect(one.members()[0]).to.include({ process: 'one' });
      expect(one.members()[0]?.roles).to.deep.equal(['api']);
    });

    it('knows those who were there before as soon as it has joined', async () => {
      const one = await joined('one');
      one.hold(['capture']);
      await joined('two');
      const three = await joined('three');
      expect(namesOf(three)).to.deep.equal(['one', 'three', 'two']);
    });

    it('hears of those who come later', async () => {
      const one = await joined('one');
      let changes = 0;
      one.onChange(() => (changes += 1));
      await joined('two');
      await waitUntil(() => namesOf(one).length === 2);
      expect(changes).to.be.greaterThan(0);
    });

    it('tells what a process holds, and what it holds no more', async () => {
      const one = await joined('one');
      const two = await joined('two');
      const heldByOne = (): ReadonlyArray<string> | undefined =>
        two.members().find(({ process }) => process === 'one')?.holds;
      one.hold(['capture', 'shard-1']);
      await waitUntil(() => heldByOne()?.length === 2);
      one.hold([]);
      await waitUntil(() => heldByOne()?.length === 0);
    });

    it('knows at once what the process itself holds', async () => {
      const one = await joined('one');
      one.hold(['search']);
      expect(one.members()[0]?.holds).to.deep.equal(['search']);
    });

    it('forgets who takes leave without waiting for silence', async () => {
      const one = await joined('one');
      const two = await joined('two');
      await waitUntil(() => namesOf(one).length === 2);
      await two.leave();
      await waitUntil(() => namesOf(one).length === 1, BEFORE_SILENCE_MS);
    });

    it('forgets who died, within the time of silence', async () => {
      const one = await joined('one');
      await joined('two');
      await waitUntil(() => namesOf(one).length === 2);
      await harness.kill('two');
      await waitUntil(() => namesOf(one).length === 1, harness.silenceMs + 10_000);
    });

    it('says nothing more to those who no longer listen', async () => {
      const one = await joined('one');
      let changes = 0;
      one.onChange(() => (changes += 1))();
      await joined('two');
      await waitUntil(() => namesOf(one).length === 2);
      expect(changes).to.equal(0);
    });
  });
};
