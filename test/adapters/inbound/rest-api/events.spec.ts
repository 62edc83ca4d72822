import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { REST_LIMITS } from '../../../../src/adapters/inbound/rest-api/rest-deps';
import { type RecordEvents, type RecordFailure } from '../../../../src/application/use-cases/events';
import { askDoor, type Asked, CALLERS, noting, PUBLISH, recordingAll, type Told } from '../../../support/rest-door';

const click = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };

const post = (body: Asked['body'], events: RecordEvents = recordingAll): Promise<Told> =>
  askDoor({ events }, { method: 'POST', url: '/v1/events', key: PUBLISH, ...(body === undefined ? {} : { body }) });

/** Whatever is wrong, nothing may reach the log. */
const refused = async (body: Asked['body'], status: number, slug: string): Promise<Told> => {
  const { ask, asked } = noting<Parameters<RecordEvents>, never, []>(TE.right([]));
  const told = await post(body, ask);
  expect(asked).to.deep.equal([]);
  expect(told.json).to.include({ status, type: `urn:hookline:problem:${slug}` });
  expect(told.status).to.equal(status);
  return told;
};

describe('Events over REST', () => {
  describe('that are acceptable', () => {
    it('are recorded one alone', async () => {
      const told = await post(click);
      expect(told.status).to.equal(200);
      expect(told.headers['content-type']).to.equal('application/json; charset=utf-8');
      expect(told.json).to.deep.equal({
        accepted: 1,
        repeats: 0,
        events: [{ index: 0, id: 'c-1', event: 'event-0', repeat: false }],
      });
    });

    it("are recorded together, in the request's order, for the account of the key", async () => {
      const { ask, asked } = noting<Parameters<RecordEvents>, never, []>(TE.right([]));
      await post([click, { ...click, id: 'c-2' }], ask);
      expect(asked).to.deep.equal([[CALLERS[PUBLISH], [click, { ...click, id: 'c-2' }]]]);
    });

    it('are recorded with every field an event has', async () => {
      const { ask, asked } = noting<Parameters<RecordEvents>, never, []>(TE.right([]));
      const whole = {
        ...click,
        source: 'mailer',
        subjects: { database: { id: 50, name: 'Main' }, mailing: { id: '973', subid: 'x', sizes: [1, 2] } },
        profile: {
          id: 7,
          xxh: '5ada5e6ea3c6da5f',
          md5: 'a5656dc1e3f603063a1918d582a10f58',
          subscriptionHashId: 'h',
          subscriptions: [{ resource_id: 3 }],
          fields: { email: 'user@example.com', age: null },
        },
        data: { 'etl.id': '5', deep: { list: [true, null, 1.5] }, constructor: 'a team' },
        customData: { a: 1 },
        isTest: true,
        isStatic: false,
        sendsTryingNum: 2,
        audit: { createdAt: '2025-02-26T11:41:06+01:00' },
        entity: 'newmail',
        touchedFields: ['emailAddress'],
        capture: false,
      };
      const told = await post(whole, ask);
      expect(told.status).to.equal(200);
      expect(asked[0]?.[1]).to.deep.equal([whole]);
    });

    it('are recorded without capture where the envelope says so, unless an event says otherwise', async () => {
      const { ask, asked } = noting<Parameters<RecordEvents>, never, []>(TE.right([]));
      await post({ events: [click, { ...click, id: 'c-2', capture: true }], capture: false }, ask);
      expect(asked[0]?.[1].map(({ capture }) => capture)).to.deep.equal([false, true]);
    });

    it('that are known are answered as repeats, apart from the accepted ones', async () => {
      const told = await post([click, click], () =>
        TE.right([
          { index: 0, event: 'e-0', id: 'a "quoted" id', repeat: true },
          { index: 1, event: 'e-1', id: 'c-2', repeat: false },
        ]),
      );
      expect(told.json).to.deep.equal({
        accepted: 1,
        repeats: 1,
        events: [
          { index: 0, event: 'e-0', id: 'a "quoted" id', repeat: true },
          { index: 1, event: 'e-1', id: 'c-2', repeat: false },
        ],
      });
    });

    it('may be a thousand', async () => {
      const told = await post(Array.from({ length: 1000 }, (_, n) => ({ ...click, id: `c-${String(n)}` })));
      expect(told.json).to.include({ accepted: 1000 });
    });
  });

  describe('of which one has the wrong shape', () => {
    it('are refused whole, with index and field of each problem', async () => {
      const told = await refused(
        [
          click,
          { ...click, type: 7, colour: 'red', subjects: { mailing: { name: 'no id' }, town: { id: 1 } } },
          { id: 'c-3', type: 'click', profile: { id: true } },
          'click',
        ],
        422,
        'events-refused',
      );
      expect(told.json['errors']).to.have.deep.members([
        { index: 1, field: 'colour', reason: 'is not a known field' },
        { index: 1, field: 'type', reason: 'must be string' },
        { index: 1, field: 'subjects.town', reason: 'is not a known field' },
        { index: 1, field: 'subjects.mailing.id', reason: 'is missing' },
        { index: 2, field: 'occurredAt', reason: 'is missing' },
        { index: 2, field: 'profile.id', reason: 'must be string,integer' },
        { index: 3, field: '', reason: 'must be object' },
      ]);
    });

    it('are refused with at most a hundred problems listed and the others counted', async () => {
      const events = [...Array.from({ length: 99 }, () => ({ type: 'click' })), { a: 1, b: 2, c: 3 }];
      const told = await refused(events, 422, 'events-refused');
      expect(told.json['errors']).to.have.length(100);
      expect(told.json['errorsLeftOut']).to.equal(4);
    });
  });

  describe('that the use case turns down', () => {
    const turnedDown = (failure: RecordFailure): Promise<Told> => post([click], () => TE.left(failure));

    it('are refused with the index and field it names', async () => {
      const told = await turnedDown({
        type: 'EventsRefused',
        problems: [{ index: 0, field: 'type', reason: '"klick" is not in the catalogue' }],
      });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.deep.equal([
        { index: 0, field: 'type', reason: '"klick" is not in the catalogue' },
      ]);
    });

    it('conflict when a known id comes with another body', async () => {
      const told = await turnedDown({ type: 'EventConflict', conflicts: [{ index: 0, id: 'c-1', event: 'e-9' }] });
      expect(told.status).to.equal(409);
      expect(told.json['errors']).to.deep.equal([
        { index: 0, field: 'id', reason: '"c-1" is recorded with another body, as event e-9' },
      ]);
    });

    for (const failure of [
      { type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'disk full at /secret/path' },
      { type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'disk full at /secret/path' },
      { type: 'KeyStoreUnavailable', retryable: true, detail: 'disk full at /secret/path' },
    ] as const) {
      it(`are to be sent again, unchanged, when ${failure.type}${'outcome' in failure ? ` (${failure.outcome})` : ''}`, async () => {
        const told = await turnedDown(failure);
        expect(told.status).to.equal(503);
        expect(told.headers['retry-after']).to.equal('2');
        expect(told.json['detail']).to.contain('Send the same request again, unchanged and with the same ids');
        expect(told.text).not.to.contain('/secret/path');
      });
    }
  });

  describe('that are too many or too large', () => {
    it('are refused beyond a thousand', async () => {
      const told = await refused(
        Array.from({ length: 1001 }, () => click),
        422,
        'too-many-events',
      );
      expect(told.json['detail']).to.contain('at most 1000');
    });

    it('are refused beyond 8 MiB of body', async () => {
      await refused(`[${' '.repeat(REST_LIMITS.eventsBodyBytes)}]`, 413, 'body-too-large');
    });

    it('are accepted with a body of just under 8 MiB', async () => {
      const told = await post(`[${JSON.stringify(click)}${' '.repeat(REST_LIMITS.eventsBodyBytes - 100)}]`);
      expect(told.status).to.equal(200);
    });

    it('are refused when one of them has more than 256 KiB, which is named', async () => {
      const large = { ...click, data: { text: 'ä'.repeat(128 * 1024) } };
      const told = await refused([click, large], 413, 'event-too-large');
      expect(told.json['errors']).to.deep.equal([{ index: 1, field: '', reason: 'larger than 262144 bytes' }]);
    });

    it('are refused when there is none', async () => {
      await refused([], 422, 'body-invalid');
      await refused({ events: [] }, 422, 'body-invalid');
    });
  });

  describe('in a body that is no such thing', () => {
    for (const body of ['7', 'null', '"click"', 'true']) {
      it(`are refused in ${body}`, () => refused(body, 422, 'body-invalid'));
    }
    for (const body of ['{', '[1,]', 'click', '{"a":1}x', '\u0000']) {
      it(`are refused in ${JSON.stringify(body)}, which is no JSON`, () => refused(body, 400, 'body-malformed'));
    }

    it('are refused when the body is not UTF-8', () =>
      refused(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'body-malformed'));

    it('are refused when there is no body', () => refused(undefined, 400, 'body-missing'));

    it('are refused in an envelope with other members', async () => {
      const told = await refused({ events: [click], events2: [], capture: 'no' }, 422, 'body-invalid');
      expect(told.json['errors']).to.deep.equal([
        { field: 'capture', reason: 'must be true or false' },
        { field: 'events2', reason: 'is not a known field beside events' },
      ]);
      await refused({ events: click }, 422, 'body-invalid');
    });
  });

  describe('that could not be kept as they were sent, or are made to harm', () => {
    const cases: ReadonlyArray<readonly [string, string, object]> = [
      [
        'a key __proto__',
        '[{"id":"1"},{"data":{"__proto__":{"admin":true}}}]',
        { index: 1, field: 'data.__proto__', reason: 'this key is not allowed' },
      ],
      ['an escaped key __proto__', '{"\\u005f_proto__":1}', { field: '__proto__', reason: 'this key is not allowed' }],
      [
        'a constructor with a prototype',
        '{"events":[{"data":{"constructor":{"prototype":{"a":1}}}}]}',
        { index: 0, field: 'data.constructor', reason: 'this key is not allowed' },
      ],
      [
        'a number beyond all',
        '[{"data":{"n":[1,1e400]}}]',
        { index: 0, field: 'data.n[1]', reason: 'the number is too large' },
      ],
      [
        'a whole number that would lose digits',
        '[{"subjects":{"mailing":{"id":12345678901234567890}}}]',
        {
          index: 0,
          field: 'subjects.mailing.id',
          reason: 'a whole number beyond 2^53 would lose digits: send it as a string',
        },
      ],
    ];
    for (const [name, body, problem] of cases) {
      it(`are refused because of ${name}`, async () => {
        const told = await refused(body, 400, 'body-unsafe');
        expect(told.json['errors']).to.deep.equal([problem]);
      });
    }

    it('are refused when they are nested without end', async () => {
      const told = await refused(`{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400, 'body-unsafe');
      const [{ reason }] = told.json['errors'] as readonly [{ readonly reason: string }];
      expect(reason).to.equal('nested deeper than 64 levels');
    });
  });
});
