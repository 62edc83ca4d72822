import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { shape } from '../../../src/domain/message/shape';
import { anEvent, asReadBack, parsed, someEvent, textOf } from './some-event';

const oneByOne = shape({ kind: 'actito', pushMode: 'ONE_BY_ONE' });
const bulk = shape({ kind: 'actito', pushMode: 'BULK' });
const subscription = { hook: 157, entity: 'MyEntity' };

const etl = anEvent({
  type: 'ETL_FINISHED',
  subjects: { element: { id: 123456 } },
  data: { 'etl.id': '123456', 'etl.executionId': '99', 'etl.executionStatus': 'SUCCESS' },
});
const exported = anEvent({ type: 'EXPORT_FINISHED', data: { 'export.id': 5 }, audit: { createdAt: 'as given' } });

describe('An event in the actito format', () => {
  it('links to its ETL and execution under the entity of the account', () => {
    expect(parsed(bulk(etl, subscription))).to.deep.equal({
      'etl.id': '123456',
      'etl.executionId': '99',
      'etl.executionStatus': 'SUCCESS',
      _links: {
        etlExecution: { href: '/mass-imports/v5/entities/MyEntity/etl-executions/99' },
        etl: { href: '/mass-imports/v5/entities/MyEntity/etls/123456' },
      },
    });
  });

  it('links under the entity it names, while the webhook link keeps that of the subscription', () => {
    const text = textOf(oneByOne({ ...exported, entity: 'newmail' }, subscription));
    expect(text).to.include('"/exports/v5/entities/newmail/exports/5"');
    expect(text).to.include('"/webhooks/v4/entity/MyEntity/webhookSubscription/157"');
  });

  it('takes the id of the execution from data when it has no element', () => {
    expect(textOf(bulk({ ...etl, subjects: {} }, subscription))).to.include('/etls/123456"');
  });

  it('keeps a link it brings and gets the ones it lacks', () => {
    const brought = { ...etl, data: { ...etl.data, _links: { etl: { href: 'https://own.example.com/' } } } };
    expect(parsed(bulk(brought, subscription))).to.deep.include({
      _links: {
        etl: { href: 'https://own.example.com/' },
        etlExecution: { href: '/mass-imports/v5/entities/MyEntity/etl-executions/99' },
      },
    });
  });

  it('has the callbacks it brings before the link to the custom action', () => {
    const action = anEvent({
      type: 'CUSTOM_ACTION_TRIGGER',
      subjects: { element: { id: '6' } },
      data: { _links: { notifyOK: { href: 'https://ok/' }, notifyKO: { href: 'https://ko/' } } },
    });
    expect(textOf(bulk(action, subscription))).to.equal(
      '{"_links":{"notifyOK":{"href":"https://ok/"},"notifyKO":{"href":"https://ko/"},' +
        '"customAction":{"href":"/custom-actions/v5/entities/MyEntity/custom-actions/6"}}}',
    );
  });

  it('gets no links when it is a data event', () => {
    const row = anEvent({ type: 'CUSTOM_TABLE_CREATE', subjects: { element: { id: '9' } }, data: { id: 1 } });
    expect(parsed(bulk(row, subscription))).to.deep.equal({ id: 1 });
  });

  it('carries _audit only when it brings one: beside data one by one, inside its object in bulk', () => {
    expect(parsed(oneByOne(exported, subscription))).to.deep.include({ _audit: { createdAt: 'as given' } });
    expect(parsed(bulk(exported, subscription))).to.deep.include({ _audit: { createdAt: 'as given' } });
    expect(parsed(oneByOne(etl, subscription))).not.to.have.property('_audit');
  });

  it('has its own id one by one and none in bulk', () => {
    expect(parsed(oneByOne(etl, subscription))).to.include({ id: etl.id });
    expect(parsed(bulk(etl, subscription))).not.to.have.property('id');
  });

  it('keeps ids from breaking out of the path of a link', () => {
    const odd = { ...etl, subjects: { element: { id: '../a?b#\uD800' } } };
    expect(textOf(bulk(odd, subscription))).to.include('/etls/..%2Fa%3Fb%23%EF%BF%BD"');
  });

  it('is refused with the field to give when a link cannot be built', () => {
    const refusal = oneByOne({ ...etl, data: {} }, subscription);
    expect(E.isLeft(refusal) && refusal.left.field).to.equal('data["etl.executionId"]');
    const noElement = oneByOne(anEvent({ type: 'CUSTOM_ACTION_TRIGGER' }), subscription);
    expect(E.isLeft(noElement) && noElement.left.field).to.equal('subjects.element.id');
  });

  it('is a message or a refusal, the same for its copy in the log, and never throws', () => {
    fc.assert(
      fc.property(
        someEvent,
        fc.string({ unit: 'binary' }),
        fc.constantFrom(oneByOne, bulk),
        (event, entity, shaped) => {
          const answer = shaped(event, { hook: 1, entity });
          expect(answer).to.deep.equal(shaped(asReadBack(event), { hook: 1, entity }));
          if (E.isRight(answer)) expect(() => JSON.parse(answer.right) as unknown).not.to.throw();
          else expect(answer.left).to.have.property('type', 'ShapingRefusal');
        },
      ),
    );
  });
});
