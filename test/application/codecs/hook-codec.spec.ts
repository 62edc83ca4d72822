import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { decodeHookEvent, encodeHookEvent } from '../../../src/application/codecs/hook-codec';
import { type HookEvent } from '../../../src/domain/hook/hook-event';
import * as build from '../../support/hook-builders';
import { recorded } from '../../support/recorded-event';

const EVENTS: ReadonlyArray<HookEvent> = [
  build.created,
  { ...build.created, clonedFrom: 3 },
  build.changed,
  {
    ...build.changed,
    definition: build.aDefinition({
      rule: {
        account: 23,
        database: '50',
        types: ['ETL_FINISHED'],
        element: '1',
        fields: ['email'],
        filters: { mailing: ['1'] },
      },
      format: { kind: 'actito', pushMode: 'BULK' },
      destination: {
        kind: 'http',
        url: 'https://shop.example/',
        headers: [],
        successStatus: 200,
        successPattern: '.*OK.*',
        connectTimeoutMs: 100,
        answerTimeoutMs: 100,
      },
      rateLimit: 0.5,
      retry: { maxAttempts: 4, firstDelayMs: 1, factor: 1.5, maxDelayMs: 2, jitter: 0.1 },
      ordering: { mode: 'strict', onExhausted: 'park' },
    }),
  },
  { ...build.changed, definition: build.aDefinition({ destination: { kind: 'kafka' } }) },
  build.activated,
  build.suspended,
  { ...build.suspended, by: 'engine', reason: 'no-success-for-five-days', note: 'since Monday' },
  { ...build.resumed, skip: true },
  build.deactivated,
  build.deleted,
  build.rotated,
];

const storedAs = (event: HookEvent, data = encodeHookEvent(event).data) =>
  recorded({ type: event.type, data, stream: 'hook-00-7', revision: 4n });

const detailOf = (type: string, data: string): string => {
  const decoded = decodeHookEvent(recorded({ type, data, stream: 'hook-00-7', revision: 4n }));
  if (E.isRight(decoded)) return 'decoded';
  expect(decoded.left).to.include({ type: 'CorruptEvent', stream: 'hook-00-7', revision: 4n });
  return decoded.left.detail;
};

describe('A stored event of a hook', () => {
  for (const event of EVENTS) {
    it(`comes back as it was: ${event.type}`, () => {
      expect(decodeHookEvent(storedAs(event))).to.deep.equal(E.right(event));
    });
  }

  it('lets further fields through that a newer program wrote', () => {
    const data = JSON.stringify({ v: 1, ...build.base, colour: 'red' });
    expect(detailOf('HookActivated', data)).to.equal('decoded');
  });

  it('is corrupt when it is of no type of ours', () => {
    expect(detailOf('HookPainted', '{}')).to.equal('HookPainted: is no event of a hook');
    expect(detailOf('toString', '{}')).to.equal('toString: is no event of a hook');
  });

  it('is corrupt when it is no JSON', () => {
    expect(detailOf('HookActivated', '{')).to.equal('HookActivated: is no JSON');
  });

  it('is corrupt when written by a later version', () => {
    expect(detailOf('HookActivated', JSON.stringify({ ...build.base, v: 2 }))).to.contain('v: is 2');
  });

  for (const [path, definition] of [
    ['definition: name', { ...build.aDefinition(), name: 7 }],
    ['definition: rule: types', { ...build.aDefinition(), rule: { account: 23, filters: {} } }],
    ['definition: destination: kind: "smtp" is not known', { ...build.aDefinition(), destination: { kind: 'smtp' } }],
    [
      'definition: destination: headers: 0: boxedValue',
      { ...build.aDefinition(), destination: { kind: 'http', url: 'x', headers: [{ name: 'a' }] } },
    ],
    ['definition: format: pushMode', { ...build.aDefinition(), format: { kind: 'actito' } }],
    ['definition: ordering: mode', { ...build.aDefinition(), ordering: { mode: 'fifo', onExhausted: 'park' } }],
    ['definition: rateLimit', { ...build.aDefinition(), rateLimit: 'fast' }],
  ] as const) {
    it(`is corrupt, and says where: ${path}`, () => {
      expect(detailOf('HookChanged', JSON.stringify({ v: 1, ...build.base, definition }))).to.contain(
        `HookChanged: ${path}`,
      );
    });
  }

  for (const event of EVENTS) {
    it(`is corrupt without any one of its fields: ${event.type}`, () => {
      const optional = ['note', 'clonedFrom', 'type'];
      const fields = Object.keys(event).filter((key) => !optional.includes(key));
      for (const missing of fields) {
        const data = JSON.stringify({ v: 1, ...event, [missing]: undefined });
        expect(detailOf(event.type, data), missing).to.contain(missing);
      }
    });
  }
});
