import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import {
  type AccessToken,
  accessTokenIn,
} from '../../../../../src/adapters/outbound/delivery-transport/http/access-token';
import { endpointFailure } from '../../../../../src/adapters/outbound/delivery-transport/http/failure';
import { type Client, tokenSource } from '../../../../../src/adapters/outbound/delivery-transport/http/token-source';

const CLIENT: Client = {
  tokenUrl: 'https://auth.example/token',
  clientId: 'a',
  clientSecret: 's',
  boxedClientSecret: '',
};

const counted = (expiresIn: number | null) => {
  const clock = { now: 0 };
  let fetched = 0;
  const source = tokenSource(
    () => Promise.resolve(E.right<never, AccessToken>({ text: `t${String((fetched += 1))}`, expiresIn })),
    () => clock.now,
  );
  return { clock, source };
};

describe('The tokens of a client', () => {
  it('are kept until shortly before their end: a tenth of their life, at most a minute', async () => {
    for (const [expiresIn, keptMs] of [
      [3600, 3_540_000],
      [100, 90_000],
      [null, 270_000],
    ] as const) {
      const { clock, source } = counted(expiresIn);
      await source.of(CLIENT);
      clock.now = keptMs - 1;
      expect(await source.of(CLIENT)).to.deep.equal(E.right('t1'));
      clock.now = keptMs;
      expect(await source.of(CLIENT)).to.deep.equal(E.right('t2'));
    }
  });

  it('are asked for once by calls that come together', async () => {
    const { source } = counted(60);
    const all = await Promise.all([source.of(CLIENT), source.of(CLIENT), source.of({ ...CLIENT })]);
    expect(new Set(all.map((one) => (E.isRight(one) ? one.right : '')))).to.deep.equal(new Set(['t1']));
  });

  it('belong to one client, secret and scope', async () => {
    const { source } = counted(60);
    const others = [
      CLIENT,
      { ...CLIENT, clientSecret: 'other' },
      { ...CLIENT, scope: 'x' },
      { ...CLIENT, clientId: 'b' },
    ];
    const given = await Promise.all(others.map((one) => source.of(one)));
    expect(new Set(given.map((one) => (E.isRight(one) ? one.right : ''))).size).to.equal(4);
  });

  it('are asked for again once refused, but not because an older one was', async () => {
    const { source } = counted(60);
    await source.of(CLIENT);
    source.refuse(CLIENT, 't1');
    expect(await source.of(CLIENT)).to.deep.equal(E.right('t2'));
    source.refuse(CLIENT, 't1');
    expect(await source.of(CLIENT)).to.deep.equal(E.right('t2'));
  });

  it('are not remembered where there were none', async () => {
    let calls = 0;
    const source = tokenSource(
      () => Promise.resolve(((calls += 1), E.left(endpointFailure('oauth2', 'no')))),
      () => 0,
    );
    await source.of(CLIENT);
    await source.of(CLIENT);
    expect(calls).to.equal(2);
  });
});

describe('The answer of a token endpoint', () => {
  const detailOf = (status: number, text: string): string => {
    const read = accessTokenIn(status, text);
    return E.isLeft(read) ? read.left.detail : expect.fail();
  };

  it('is a token with its seconds, if it says them', () => {
    expect(accessTokenIn(200, '{"access_token":"a.b-c","expires_in":60}')).to.deep.equal(
      E.right({ text: 'a.b-c', expiresIn: 60 }),
    );
    expect(accessTokenIn(200, '{"access_token":"a"}')).to.deep.equal(E.right({ text: 'a', expiresIn: null }));
  });

  it('is no token when it is none that a header can carry', () => {
    for (const text of [
      '',
      '[]',
      'null',
      '{}',
      '{"access_token":""}',
      '{"access_token":"a\\r\\nx: y"}',
      '{"access_token":7}',
    ])
      expect(detailOf(200, text)).to.contain('without a usable access_token');
  });

  it('names the error it gives, and nothing else of its body', () => {
    expect(detailOf(400, '{"error":"invalid_scope","error_description":"hunter2"}'))
      .to.contain('400 (invalid_scope)')
      .and.not.to.contain('hunter2');
    expect(detailOf(503, '<html>hunter2</html>')).to.contain('503').and.not.to.contain('hunter2');
  });
});
