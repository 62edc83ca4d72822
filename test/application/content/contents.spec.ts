import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { inMemoryContentStore } from '../../../src/adapters/outbound/content-store/in-memory/in-memory-content-store';
import { inMemoryKeyStore } from '../../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type Contents, contents } from '../../../src/application/content/contents';
import { contentUseCases } from '../../../src/application/content/content-use-cases';
import { type KeptContent } from '../../../src/application/ports/content-store';
import { fixedClock } from '../../support/fixed-clock';
import { alice, done, refused } from '../../support/hook-desk';

const HOUR_MS = 3_600_000;
const TEXT = '{"subject":"Only until Sunday"}';

const aDesk = (isWanted = true) => {
  const memory = inMemoryContentStore();
  const put: KeptContent[] = [];
  const keyStore = inMemoryKeyStore();
  const clock = fixedClock();
  const store = {
    ...memory,
    put: (kept: ReadonlyArray<KeptContent>) => {
      put.push(...kept);
      return memory.put(kept);
    },
  };
  const made: Contents = contents({ store, keyStore, clock, keptMs: 72 * HOUR_MS, isWanted: () => isWanted });
  return { contents: made, put, keyStore, clock };
};

describe('Contents of messages (decision 14)', () => {
  it('are found by their send_message_id, in the very text they were kept', async () => {
    const { contents: kept } = aDesk();
    expect(await done(kept.keep(23, [{ sendMessageId: 'm-1', text: TEXT }]))).to.equal(true);
    expect(await done(kept.find(23, ['m-2', 'm-1', 'm-1']))).to.deep.equal([null, TEXT, TEXT]);
    expect(await done(kept.find(24, ['m-1']))).to.deep.equal([null]);
  });

  it('are not stored while no hook of the account asks for them', async () => {
    const { contents: kept, put } = aDesk(false);
    expect(await done(kept.keep(23, [{ sendMessageId: 'm-1', text: TEXT }]))).to.equal(false);
    expect(put).to.deep.equal([]);
  });

  it('are gone HOOK_CONTENT_CLEANUP_HOURS after they were stored, to the millisecond, swept or not', async () => {
    const { contents: kept, clock } = aDesk();
    await done(kept.keep(23, [{ sendMessageId: 'm-1', text: TEXT }]));
    clock.advance(72 * HOUR_MS - 1);
    expect(await done(kept.find(23, ['m-1']))).to.deep.equal([TEXT]);
    clock.advance(1);
    expect(await done(kept.find(23, ['m-1']))).to.deep.equal([null]);
  });

  it('begin their time anew when they are put again', async () => {
    const { contents: kept, clock } = aDesk();
    await done(kept.keep(23, [{ sendMessageId: 'm-1', text: TEXT }]));
    clock.advance(71 * HOUR_MS);
    await done(kept.keep(23, [{ sendMessageId: 'm-1', text: '"new"' }]));
    clock.advance(71 * HOUR_MS);
    expect(await done(kept.find(23, ['m-1']))).to.deep.equal(['"new"']);
  });

  it('lie sealed under the key of the profile; neither text, message nor profile stands in clear', async () => {
    const { contents: kept, put, keyStore } = aDesk();
    const owner = keyStore.pseudonym(23, 'p-1');
    await done(kept.keep(23, [{ sendMessageId: 'm-1.p-1', owner, text: TEXT }]));
    expect(put[0]?.owner).to.equal(owner);
    expect(JSON.stringify(put)).not.to.match(/Sunday|p-1|m-1/);
  });

  it('are gone with the key of the profile', async () => {
    const { contents: kept, keyStore } = aDesk();
    const owner = keyStore.pseudonym(23, 'p-1');
    await done(
      kept.keep(23, [
        { sendMessageId: 'm-1', owner, text: TEXT },
        { sendMessageId: 'm-2', text: TEXT },
      ]),
    );
    await done(keyStore.drop(23, owner));
    expect(await done(kept.find(23, ['m-1', 'm-2']))).to.deep.equal([null, TEXT]);
  });

  it('are put apart for a profile, and refused when there is none or they are too large', async () => {
    const { contents: kept, put, keyStore } = aDesk();
    const useCases = contentUseCases(kept, keyStore);
    const input = { sendMessageId: 'm-1', profile: 'p-1', content: { a: [1, null] } };
    expect(await done(useCases.put(alice, input))).to.deep.equal({ stored: true });
    expect(put[0]?.owner).to.equal(keyStore.pseudonym(23, 'p-1'));
    expect(await done(kept.find(23, ['m-1']))).to.deep.equal(['{"a":[1,null]}']);
    for (const [content, id, field] of [
      [null, 'm-1', 'content'],
      ['x'.repeat(256 * 1024), 'm-1', 'content'],
      ['x', 'm'.repeat(201), 'sendMessageId'],
    ] as const) {
      const no = await refused(useCases.put(alice, { sendMessageId: id, content }));
      expect(no.type === 'InvalidContent' ? no.problems.map((problem) => problem.field) : no.type).to.deep.equal([
        field,
      ]);
    }
  });

  it('tell of a store that does not answer', async () => {
    const { keyStore, clock } = aDesk();
    const failure = { type: 'ContentStoreUnavailable', retryable: true, detail: 'down' } as const;
    const down = () => () => Promise.resolve(E.left(failure));
    const store = { ...inMemoryContentStore(), put: down, find: down };
    const broken = contents({ store, keyStore, clock, keptMs: 1, isWanted: () => true });
    expect(await refused(broken.keep(23, [{ sendMessageId: 'm-1', text: TEXT }]))).to.deep.equal(failure);
    expect(await refused(broken.find(23, ['m-1']))).to.deep.equal(failure);
  });
});
