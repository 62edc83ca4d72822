import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type CatalogueFailure, type EventTypeSaved } from '../../../../src/application/use-cases/catalogue';
import { type Actor } from '../../../../src/application/use-cases/hooks';
import { type EventType } from '../../../../src/domain/catalogue/event-type';
import { eventTypeJson } from '../../../../src/adapters/inbound/rest-api/present/catalogue-json';
import { catalogueOf } from '../../../../src/domain/catalogue/catalogue';
import { aTelegramType } from '../../../support/catalogue-builders';
import { ADMIN, askDoor, CALLERS, noting, PUBLISH, type Told } from '../../../support/rest-door';

const view = { ...aTelegramType, builtIn: false };
const shown = eventTypeJson(view);

const registering = async (
  body: object,
  result: TE.TaskEither<CatalogueFailure, EventTypeSaved> = TE.right({ ...view, isNew: true }),
): Promise<{ readonly told: Told; readonly asked: ReadonlyArray<[Actor, EventType]> }> => {
  const { ask, asked } = noting<[Actor, EventType], CatalogueFailure, EventTypeSaved>(result);
  const told = await askDoor({ catalogue: { register: ask } }, { method: 'POST', url: '/v1/catalogue', body });
  return { told, asked };
};

describe('Event types over REST', () => {
  it('are listed for the account of the caller', async () => {
    const list = (account: number) => (account === 23 ? [view] : []);
    const told = await askDoor({ catalogue: { list } }, { url: '/v1/catalogue', key: PUBLISH });
    expect(told.json['types']).to.deep.equal([shown]);
    expect(told.json['groups']).to.deep.equal([{ vendor: 'altcraft', group: aTelegramType.group, types: [view.code] }]);
  });

  it('come with everything a form needs: what can match, the fields for conditions, filters and operators', async () => {
    const types = catalogueOf([]).all.map((type) => ({ ...type, builtIn: true }));
    const told = await askDoor({ catalogue: { list: () => types } }, { url: '/v1/catalogue' });
    const listed = told.json['types'] as ReadonlyArray<Readonly<Record<string, unknown>>>;
    const of = (code: string) => listed.find((type) => type['code'] === code) ?? expect.fail();
    expect(of('click')).to.deep.include({
      formats: ['altcraft', 'cloudevents'],
      filters: ['resources', 'mailings', 'templates', 'segments'],
      matchesDatabase: true,
      matchesElement: false,
      matchesFields: false,
    });
    expect(of('PROFILE_TABLE_UPDATE')).to.deep.include({
      formats: ['actito', 'cloudevents'],
      filters: [],
      matchesDatabase: false,
      matchesElement: true,
      matchesFields: true,
    });
    expect(of('pixel_goal')['filters']).to.deep.equal(['pixels']);
    expect(of('ETL_FINISHED')['conditionFields']).to.deep.include({ field: 'data.etl.executionStatus', kind: 'text' });
    const words = (field: string, key: string): ReadonlyArray<unknown> =>
      (told.json[field] as ReadonlyArray<Readonly<Record<string, unknown>>>).map((one) => one[key]);
    expect(words('filters', 'filter')).to.deep.equal(['resources', 'mailings', 'templates', 'segments', 'pixels']);
    expect(words('operators', 'operator')).to.include.members(['equals', 'greater', 'in', 'contains', 'starts-with']);
    expect(words('groups', 'group')).to.include.members([
      'email',
      'import',
      'sms',
      'push',
      'ETL executions',
      'exports',
    ]);
  });

  it('are shown one by one', async () => {
    const read = (account: number, code: string) =>
      account === 23 && code === 'deliv_telegram' ? E.right(view) : E.left({ type: 'EventTypeUnknown', code } as const);
    const shownOne = await askDoor({ catalogue: { read } }, { url: '/v1/catalogue/deliv_telegram', key: PUBLISH });
    expect(shownOne.json).to.deep.equal(shown);
    const unknown = await askDoor({ catalogue: { read } }, { url: '/v1/catalogue/deliv%22fax', key: PUBLISH });
    expect(unknown.status).to.equal(404);
    expect(unknown.json['detail']).to.include('POST /v1/catalogue registers a type');
  });

  it('are registered for the account of the caller: 201 and where it is', async () => {
    const { told, asked } = await registering(aTelegramType);
    expect(told.status).to.equal(201);
    expect(told.headers['location']).to.equal('/v1/catalogue/deliv_telegram');
    expect(told.json).to.deep.equal(shown);
    expect(asked).to.deep.equal([[CALLERS[ADMIN], aTelegramType]]);
  });

  it('take the type of the example from the code when it is left out', async () => {
    const { type: _type, ...example } = aTelegramType.example;
    const { asked } = await registering({ ...aTelegramType, example });
    expect(asked[0]?.[1]).to.deep.equal(aTelegramType);
  });

  it('are answered 200 when they took the place of another body', async () => {
    const { told } = await registering(aTelegramType, TE.right({ ...view, isNew: false }));
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(shown);
  });

  it('are answered 200 and as unchanged when they are registered so already', async () => {
    const { told } = await registering(aTelegramType, TE.left({ type: 'EventTypeUnchanged', code: 'deliv_telegram' }));
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal({ ...shown, unchanged: true });
  });

  for (const field of Object.keys(aTelegramType)) {
    it(`are not registered without ${field}`, async () => {
      const { told, asked } = await registering({ ...aTelegramType, [field]: undefined });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.have.nested.property('[0].field', field);
      expect(asked).to.deep.equal([]);
    });
  }

  for (const wrong of [
    { vendor: 'acme' },
    { dimensions: ['planet'] },
    { dimensions: 'database' },
    { exportable: 'yes' },
    { example: [] },
    { example: 'an event' },
    { account: 24 },
  ]) {
    it(`are not registered with ${JSON.stringify(wrong)}`, async () => {
      const { told } = await registering({ ...aTelegramType, ...wrong });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.have.nested.property('[0].field', Object.keys(wrong)[0]);
    });
  }

  it('are refused with the fields that the use case names', async () => {
    const problems = [{ field: 'example.subjects.pixel', reason: 'is not among the dimensions of the type' }];
    const { told } = await registering(aTelegramType, TE.left({ type: 'InvalidEventType', problems }));
    expect(told.status).to.equal(422);
    expect(told.json['errors']).to.deep.equal(problems);
  });
});
