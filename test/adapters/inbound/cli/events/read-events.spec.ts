import { expect } from 'chai';
import fc from 'fast-check';
import { readEvents } from '../../../../../src/adapters/inbound/cli/events/read-events';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const read = async (text: string, size = 5): Promise<ReadonlyArray<unknown>> => {
  let made = 0;
  const newId = (): string => `made-${String((made += 1))}`;
  const events: unknown[] = [];
  for await (const event of readEvents({ chunks: pieces(Buffer.from(text), size), newId }))
    events.push(JSON.parse(event.text));
  return events;
};
const A = { id: 'a', type: 'click' };
const B = { id: 'b', type: 'open' };

describe('A file of events', () => {
  for (const [what, text, events] of [
    ['one object on a line', JSON.stringify(A), [A]],
    ['one object over several lines', JSON.stringify(A, null, 2), [A]],
    ['an array on a line', JSON.stringify([A, B]), [A, B]],
    ['an array over several lines', JSON.stringify([A, B], null, 2), [A, B]],
    ['one event a line', `${JSON.stringify(A)}\n${JSON.stringify(B)}`, [A, B]],
    ['lines with line ends of Windows and blank ones', `${JSON.stringify(A)}\r\n\r\n${JSON.stringify(B)}\r\n`, [A, B]],
    ['a byte order mark', `\uFEFF${JSON.stringify([A])}`, [A]],
    [
      'the body of a request',
      JSON.stringify({ capture: false, events: [A, { ...B, capture: true }] }),
      [
        { capture: false, ...A },
        { ...B, capture: true },
      ],
    ],
    [
      'CloudEvents in the body of a request, which have a word of their own for capture',
      JSON.stringify({ capture: false, events: [{ specversion: '1.0', ...A }] }),
      [{ hooklinecapture: false, specversion: '1.0', ...A }],
    ],
    ['what is no event, for the engine to refuse', '[1,null,"x"]', [1, null, 'x']],
    ['nothing', '', []],
    ['blanks', ' \n \n', []],
  ] as const) {
    it(`can hold ${what}`, async () => {
      expect(await read(text)).to.deep.equal(events);
    });
  }

  it('gets an id for every event that has none, before the first is sent', async () => {
    expect(await read('[{"type":"click"},{"id":"b"},{"type":"open"}]')).to.deep.equal([
      { id: 'made-1', type: 'click' },
      { id: 'b' },
      { id: 'made-2', type: 'open' },
    ]);
  });

  it('keeps a key that reaches for the prototype, for the engine to refuse', async () => {
    const text = '{"id":"a","__proto__":{"x":1}}';
    const events: string[] = [];
    for await (const event of readEvents({ chunks: pieces(Buffer.from(text), 9), newId: () => '' }))
      events.push(event.text);
    expect(events).to.deep.equal([text]);
  });

  it('reads the same however the bytes are cut', async () => {
    const event = fc.record({ id: fc.string(), type: fc.string({ unit: 'grapheme' }) });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), async (events, size) => {
        const asLines = events.map((one) => JSON.stringify(one)).join('\n');
        expect(await read(asLines, size)).to.deep.equal(events);
        expect(await read(JSON.stringify(events, null, 1), size)).to.deep.equal(events);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused when it is not UTF-8', async () => {
    const chunks = pieces(Buffer.from([0x7b, 0xff, 0xfe]), 3);
    const ended = await readEvents({ chunks, newId: () => '' })
      .next()
      .catch((thrown: unknown) => thrown);
    expect(ended).to.be.instanceOf(TypeError);
  });
});
