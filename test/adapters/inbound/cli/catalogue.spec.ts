import { expect } from 'chai';
import { runCli, runWith } from '../../../support/run-cli';

const TYPE = '{"code":"deliv_telegram","vendor":"altcraft"}';

describe('catalogue list', () => {
  const types = [
    { code: 'click', vendor: 'altcraft', group: 'email', label: 'Click', description: 'Any click.' },
    {
      code: 'ETL_FINISHED',
      vendor: 'actito',
      group: 'ETL executions',
      label: 'ETL finished',
      description: 'It ended.',
    },
  ];

  it('lists the event types', async () => {
    const { out, asked } = await runWith({ types }, 'catalogue', 'list');
    expect(asked[0]?.url).to.equal('/v1/catalogue');
    expect(out).to.equal(
      [
        'TYPE          VENDOR    GROUP           LABEL         DESCRIPTION',
        'click         altcraft  email           Click         Any click.',
        'ETL_FINISHED  actito    ETL executions  ETL finished  It ended.',
        '',
      ].join('\n'),
    );
  });

  it('lists those of a vendor, also as JSON', async () => {
    const { out } = await runWith({ types }, 'catalogue', 'list', '--vendor', 'actito', '--json');
    expect(JSON.parse(out)).to.deep.equal({ types: [types[1]] });
  });

  it('is what the group alone does, and show without a type', async () => {
    const { out } = await runWith({ types }, 'catalogue', '--vendor', 'actito', '--json');
    expect(JSON.parse(out)).to.deep.equal({ types: [types[1]] });
    expect((await runWith({ types }, 'catalogue', 'show')).out).to.contain('ETL_FINISHED');
  });
});

describe('catalogue show', () => {
  const type = {
    code: 'click',
    vendor: 'altcraft',
    group: 'email',
    label: 'Click',
    description: 'Any click.',
    exportable: true,
    builtIn: true,
    formats: ['altcraft', 'cloudevents'],
    filters: ['mailings', 'templates'],
    matchesDatabase: true,
    matchesElement: false,
    matchesFields: false,
    conditionFields: [{ field: 'data.link_id', kind: 'number' }],
    example: { type: 'click', data: { link_id: 7 } },
  };

  it('shows what a hook can ask of a type, and its example', async () => {
    const { out, code, asked } = await runWith(type, 'catalogue', 'show', 'click/é');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/catalogue/click%2F%C3%A9' });
    expect(out).to.equal(
      [
        'type         click',
        'label        Click',
        'description  Any click.',
        'vendor       altcraft',
        'group        email',
        'formats      altcraft, cloudevents',
        'built in     yes',
        'exportable   yes',
        'matched by   database, mailings, templates',
        'conditions   data.link_id (number)',
        '',
        'Example:',
        '{',
        '  "type": "click",',
        '  "data": {',
        '    "link_id": 7',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
    expect(code).to.equal(0);
  });

  it('shows the whole type to programs', async () => {
    const { out } = await runWith(type, 'catalogue', 'show', 'click', '--json');
    expect(JSON.parse(out)).to.deep.equal(type);
  });

  it('is refused where there is no such type, and says what to do', async () => {
    const body = { title: 'No such event type', detail: 'GET /v1/catalogue lists what is.' };
    const { code, err } = await runCli(['catalogue', 'show', 'nope'], { answers: [{ status: 404, body }] });
    expect(err).to.contain('GET /v1/catalogue lists what is.');
    expect(code).to.equal(3);
  });
});

describe('catalogue register', () => {
  it('hands over the type that is piped in', async () => {
    const { out, code, asked } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ status: 201, body: { code: 'deliv_telegram', builtIn: false } }],
    });
    expect(code).to.equal(0);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/catalogue', body: TYPE });
    expect(out).to.equal('deliv_telegram is registered.\n');
  });

  it('says when nothing changed', async () => {
    const { out } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ body: { code: 'deliv_telegram', unchanged: true } }],
    });
    expect(out).to.equal('deliv_telegram is registered so already.\n');
  });

  it('shows what the engine refuses', async () => {
    const errors = [{ field: 'example.occurredAt', reason: 'is missing' }];
    const { code, err } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ status: 422, body: { title: 'The event type is not acceptable', detail: 'Correct it.', errors } }],
    });
    expect(code).to.equal(3);
    expect(err).to.include('example.occurredAt');
  });

  it('needs a file', async () => {
    expect((await runCli(['catalogue', 'register'])).code).to.equal(2);
  });
});

describe('account open', () => {
  it('shows the admin key of the new account this once', async () => {
    const args = ['account', 'open', '--account', '24', '--entity', 'Other'];
    const { out, asked } = await runWith({ account: 24, entity: 'Other', apiKey: 'hk_new' }, ...args);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/accounts', body: '{"account":24,"entity":"Other"}' });
    expect(out).to.equal('Account 24 (Other) is open.\nIts admin key, shown this once: hk_new\n');
  });

  it('needs a number and an entity', async () => {
    expect((await runCli(['account', 'open', '--account', '24'])).code).to.equal(2);
    expect((await runCli(['account', 'open', '--account', 'x', '--entity', 'Other'])).code).to.equal(2);
  });
});
