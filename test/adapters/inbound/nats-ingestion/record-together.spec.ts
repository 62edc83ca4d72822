import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { recordTogether, type Verdict } from '../../../../src/adapters/inbound/nats-ingestion/record-together';
import { type EventInput, type RecordEvents } from '../../../../src/application/use-cases/events';
import { recordingInMemory } from '../../../support/recording-in-memory';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const event = (id: string, type = 'click'): EventInput => ({ id, type, occurredAt: '2026-11-23T08:30:00Z' });
const message = (...events: ReadonlyArray<EventInput>) => ({ account: 23, events, bytes: 100 * events.length });

const shown = (verdict: Verdict): unknown =>
  E.isRight(verdict) ? verdict.right.map(({ index, id, repeat }) => [index, id, repeat]) : verdict.left;

describe('Messages recorded together', () => {
  it('come to one page, and each gets its own results', async () => {
    const { recordEvents, calls } = recordingInMemory();
    const submit = recordTogether(recordEvents, QUIET);
    const verdicts = await Promise.all(
      [message(event('a')), message(event('b'), event('c')), message(event('a'))].map(submit),
    );
    expect(calls).to.deep.equal([4]);
    expect(verdicts.map(shown)).to.deep.equal([
      [[0, 'a', false]],
      [
        [0, 'b', false],
        [1, 'c', false],
      ],
      [[0, 'a', true]],
    ]);
  });

  it('leave the page when they are refused, with their own indexes, and the others are recorded', async () => {
    const { recordEvents, recorded } = recordingInMemory();
    const submit = recordTogether(recordEvents, QUIET);
    const verdicts = await Promise.all(
      [message(event('a')), message(event('b'), event('c', 'klick')), message(event('d'))].map(submit),
    );
    expect(verdicts.map(E.isRight)).to.deep.equal([true, false, true]);
    expect(shown(verdicts[1] ?? E.right([]))).to.deep.equal({
      type: 'EventsRefused',
      problems: [{ index: 1, field: 'type', reason: '"klick" is not in the catalogue' }],
    });
    expect(recorded.map(({ id }) => id)).to.deep.equal(['a', 'd']);
  });

  it('have at most a thousand events and 2 MiB a page', async () => {
    const { recordEvents, calls } = recordingInMemory();
    const submit = recordTogether(recordEvents, QUIET);
    const large = { ...message(event('large')), bytes: 2 * 1024 * 1024 };
    const many = Array.from({ length: 600 }, (_, n) => event(`e-${String(n)}`));
    await Promise.all([message(...many), message(...many), large, large].map(submit));
    expect(calls).to.deep.equal([600, 600, 1, 1]);
  });

  it('of other accounts do not wait for each other', async () => {
    const submit = recordTogether(
      ({ account }) => (account === 1 ? () => new Promise<never>(() => undefined) : TE.right([])),
      QUIET,
    );
    void submit({ ...message(event('a')), account: 1 });
    expect(E.isRight(await submit({ ...message(event('b')), account: 2 }))).to.equal(true);
  });

  it('all learn that the store does not answer, in one call', async () => {
    let asked = 0;
    const failing: RecordEvents = () => {
      asked += 1;
      return TE.left({ type: 'KeyStoreUnavailable', retryable: true, detail: '' });
    };
    const submit = recordTogether(failing, QUIET);
    const verdicts = await Promise.all([message(event('a')), message(event('b'))].map(submit));
    expect(asked).to.equal(1);
    expect(verdicts.map(E.isLeft)).to.deep.equal([true, true]);
  });

  it('come to the same, one by one, as if each had been recorded alone', async () => {
    const inputs = fc.array(
      fc.array(
        fc.record({
          id: fc.constantFrom('a', 'b', 'c', 'd'),
          type: fc.constantFrom('click', 'open', 'click', 'klick'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (all) => {
        const messages = all.map((events) => message(...events.map(({ id, type }) => event(id, type))));
        const alone = recordingInMemory();
        const expected: unknown[] = [];
        for (const { events } of messages) {
          expected.push(shown(await alone.recordEvents({ account: 23, name: 'nats' }, events)()));
        }
        const together = recordingInMemory();
        const submit = recordTogether(together.recordEvents, QUIET);
        const verdicts = await Promise.all(messages.map(submit));
        expect(verdicts.map(shown)).to.deep.equal(expected);
        expect(together.recorded).to.deep.equal(alone.recorded);
      }),
      { numRuns: 300 },
    );
  });
});
