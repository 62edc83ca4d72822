import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type HookDraft, type HttpDraft } from '../../../src/domain/hook/hook-draft';
import { type Problems } from '../../../src/domain/hook/problem';
import { validateDefinition } from '../../../src/domain/hook/validate-definition';
import { aDraft, anActitoDraft, anHttpDraft, someFacts } from '../../support/hook-builders';

const problemsOf = (draft: HookDraft, allowHttp = false): Problems => {
  const validated = validateDefinition({ catalogue: someFacts, allowHttp })(draft);
  return E.isLeft(validated) ? validated.left.problems : [];
};
const ofHttp = (parts: Partial<HttpDraft>, allowHttp = false): Problems =>
  problemsOf(aDraft({ destination: anHttpDraft(parts) }), allowHttp);
const fields = (problems: Problems): ReadonlyArray<string> => problems.map(({ field }) => field);

describe('A destination other than http', () => {
  for (const kind of ['rabbitmq-queue', 'rabbitmq-exchange', 'kafka'] as const) {
    it(`is refused by its name: ${kind}`, () => {
      expect(problemsOf(aDraft({ destination: { kind } }))).to.deep.equal([
        {
          field: 'destination.kind',
          reason: `"${kind}" is not available in this version; the only destination is "http"`,
        },
      ]);
    });
  }
});

describe('A URL', () => {
  for (const url of [
    'https://shop.example',
    'https://shop.example:8443/a/b?c=d',
    'HTTPS://SHOP.EXAMPLE/',
    'https://[2001:db8::1]/x',
  ]) {
    it(`is accepted: ${url}`, () => {
      expect(ofHttp({ url })).to.deep.equal([]);
    });
  }

  for (const [url, reason] of [
    ['/hook', 'absolute'],
    ['', 'absolute'],
    ['shop.example/hook', 'absolute'],
    ['https://', 'absolute'],
    ['https://shop.example/a b', 'without spaces'],
    ['https://shop.exa\nmple/', 'without spaces'],
    ['ftp://shop.example/', 'https://'],
    ['javascript:alert(1)', 'https://'],
    ['http://shop.example/', 'does not allow plain http'],
    ['https://user:secret@shop.example/', 'user name or password'],
    ['https://user@shop.example/', 'user name or password'],
    ['https://shop.example/#top', 'fragment'],
    ['https://shop.example/#', 'fragment'],
    [`https://shop.example/${'x'.repeat(2048)}`, 'at most 2048'],
  ] as const) {
    it(`is refused: ${JSON.stringify(url.slice(0, 40))}, ${reason}`, () => {
      const problems = ofHttp({ url });
      expect(fields(problems)).to.deep.equal(['destination.url']);
      expect(problems[0]?.reason).to.contain(reason);
    });
  }

  it('may be plain http where the configuration allows it', () => {
    expect(ofHttp({ url: 'http://127.0.0.1:9000/' }, true)).to.deep.equal([]);
  });

  it('of another scheme is told which it may have', () => {
    const reasonOf = (allowHttp: boolean) => ofHttp({ url: 'ftp://shop.example/' }, allowHttp)[0]?.reason;
    expect(reasonOf(true)).to.equal('must begin with https:// or http://');
    expect(reasonOf(false)).to.equal('must begin with https://');
  });

  it('never repeats a password in the refusal', () => {
    expect(JSON.stringify(ofHttp({ url: 'https://user:secret@shop.example/' }))).to.not.contain('secret');
  });
});

describe('A custom header', () => {
  const withHeader = (name: string, value = 'x'): Problems => ofHttp({ headers: [{ name, value }] });

  for (const name of [
    'Content-Type',
    'content-length',
    'Host',
    'Connection',
    'Transfer-Encoding',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'Proxy-Authorization',
    'proxy-anything',
    'Expect',
    'User-Agent',
    'Webhook-Id',
    'webhook-timestamp',
    'webhook-signature',
    'hookline-event-id',
    'X-Hookline-Test',
  ]) {
    it(`is refused when reserved: ${name}`, () => {
      expect(fields(withHeader(name))).to.deep.equal([`destination.headers.${name}`]);
      expect(withHeader(name)[0]?.reason).to.contain('reserved');
    });
  }

  for (const name of ['', 'X Secret', 'X:Y', 'X-Sécret', 'X\r\nY']) {
    it(`is refused when its name is none: ${JSON.stringify(name)}`, () => {
      expect(withHeader(name)[0]?.reason).to.contain('is no header name');
    });
  }

  for (const value of ['a\r\nX-Evil: 1', 'a\u0000', 'tab\there', '\u007f', 'łódź', 'x'.repeat(4097)]) {
    it(`is refused with the value ${JSON.stringify(value.slice(0, 20))}`, () => {
      expect(fields(withHeader('X-Origin', value))).to.deep.equal(['destination.headers.X-Origin']);
    });
  }

  it('may hold 4 KiB, nothing, or Latin-1', () => {
    for (const value of ['x'.repeat(4096), '', 'Zoë']) expect(withHeader('X-Origin', value)).to.deep.equal([]);
  });

  it('is given once, whatever the case of its name', () => {
    const headers = [
      { name: 'X-Key', value: '1' },
      { name: 'x-key', value: '2' },
    ];
    expect(fields(ofHttp({ headers }))).to.deep.equal(['destination.headers.x-key']);
  });

  it('is one of at most 50', () => {
    const headers = Array.from({ length: 51 }, (_, n) => ({ name: `X-${String(n)}`, value: '1' }));
    expect(fields(ofHttp({ headers }))).to.deep.equal(['destination.headers']);
    expect(ofHttp({ headers: headers.slice(1) })).to.deep.equal([]);
  });

  it('never repeats its value in the refusal', () => {
    expect(JSON.stringify(withHeader('Host', 's3cret'))).to.not.contain('s3cret');
    expect(JSON.stringify(withHeader('X-Origin', 's3cret\n'))).to.not.contain('s3cret');
  });
});

describe('A Content-Type among the headers', () => {
  const headers = [
    { name: 'Content-type', value: 'text/plain' },
    { name: 'X-Key', value: '1' },
  ];

  it('is ignored with a warning in the actito format, as the vendor documents', () => {
    const draft = anActitoDraft({ destination: anHttpDraft({ headers }) });
    const validated = validateDefinition({ catalogue: someFacts, allowHttp: false })(draft);
    expect(validated).to.deep.equal(
      E.right({
        draft: { ...draft, destination: anHttpDraft({ headers: [{ name: 'X-Key', value: '1' }] }) },
        warnings: ['the header Content-Type is ignored: messages are always application/json'],
      }),
    );
  });

  it('is refused in the altcraft format', () => {
    expect(fields(ofHttp({ headers }))).to.deep.equal(['destination.headers.Content-type']);
  });
});

describe('The success rule and the timeouts', () => {
  for (const [part, field] of [
    [{ successStatus: 600 }, 'destination.successStatus'],
    [{ successStatus: 200.5 }, 'destination.successStatus'],
    [{ successPattern: '(' }, 'destination.successPattern'],
    [{ successPattern: '(a+)+' }, 'destination.successPattern'],
    [{ connectTimeoutMs: 99 }, 'destination.connectTimeoutMs'],
    [{ answerTimeoutMs: 120_001 }, 'destination.answerTimeoutMs'],
  ] as const) {
    it(`are refused: ${JSON.stringify(part)}`, () => {
      expect(fields(ofHttp(part))).to.deep.equal([field]);
    });
  }

  it('are accepted within their bounds', () => {
    expect(
      ofHttp({ successStatus: 200, successPattern: '.*OK.*', connectTimeoutMs: 100, answerTimeoutMs: 120_000 }),
    ).to.deep.equal([]);
  });
});
