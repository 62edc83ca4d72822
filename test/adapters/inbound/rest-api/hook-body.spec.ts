import { expect } from 'chai';
import * as fc from 'fast-check';
import { ask, askDoor, doorWith } from '../../../support/rest-door';

const smallest = {
  name: 'Clicks',
  format: 'altcraft',
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'https://shop.example/hook' },
};

const refusedFields = async (body: unknown): Promise<ReadonlyArray<unknown>> => {
  const told = await askDoor({}, { method: 'POST', url: '/v1/hooks', body: JSON.stringify(body) });
  expect(told.status).to.equal(422);
  return told.json['errors'] as ReadonlyArray<unknown>;
};

describe('The body of a hook', () => {
  it('is refused with every problem at once, each with the path of its field', async () => {
    const body = {
      name: '',
      format: 'xml',
      colour: 'red',
      maxBlockSize: 5,
      batch: { size: 1001, windowSeconds: -1 },
      capture: { types: [], database: {}, filters: { mailings: 'all', people: [1] } },
      destination: {
        type: 'http',
        url: 7,
        headers: { 'X-A': 1 },
        success: 'OK',
        timeouts: { connectSeconds: 0 },
        password: 'p',
      },
      retry: { maxAttempts: 0, jitter: 2, firstDelaySeconds: 'soon' },
      circuit: true,
      ordering: { mode: 'random' },
      parallelism: 1.5,
      rateLimit: '10',
      isActive: 'yes',
      id: -5,
    };
    const errors = (await refusedFields(body)) as ReadonlyArray<{ readonly field: string }>;
    expect(errors).to.deep.include({ field: 'name', reason: 'must have 1 to 200 characters' });
    expect(errors).to.deep.include({ field: 'destination.password', reason: 'is not a known field' });
    expect(errors).to.deep.include({ field: 'batch.windowSeconds', reason: 'must be 0 to 3600 seconds' });
    expect(errors.map(({ field }) => field)).to.have.members([
      'name',
      'format',
      'colour',
      'batch.size',
      'batch.windowSeconds',
      'capture.types',
      'capture.database',
      'capture.filters.mailings',
      'capture.filters.people',
      'destination.url',
      'destination.headers',
      'destination.success',
      'destination.timeouts.connectSeconds',
      'destination.password',
      'retry.maxAttempts',
      'retry.jitter',
      'retry.firstDelaySeconds',
      'circuit',
      'ordering.mode',
      'parallelism',
      'rateLimit',
      'isActive',
      'id',
    ]);
  });

  it('is refused with the place of each mistake in its conditions', async () => {
    const conditionsOf = (conditions: unknown) => ({ ...smallest, capture: { types: ['click'], conditions } });
    expect(
      await refusedFields(
        conditionsOf({
          all: [
            { field: 'amount', operator: 'exists' },
            { field: 'data.a', operator: 'less', value: 'soon' },
          ],
        }),
      ),
    ).to.deep.equal([
      {
        field: 'capture.conditions.all[0].field',
        reason:
          'must begin with data., profile., subjects., customData., audit. or be type, source, occurredAt, isTest, isStatic, sendsTryingNum, entity, touchedFields',
      },
      {
        field: 'capture.conditions.all[1].value',
        reason: 'must be a number, or a date such as 2026-03-04 or 2026-03-04T13:13:19.034315796Z',
      },
    ]);
    expect(await refusedFields(conditionsOf('data.a > 5'))).to.deep.equal([
      { field: 'capture.conditions', reason: 'must be a condition: an object' },
    ]);
  });

  it('is refused when what must be there is missing', async () => {
    expect(await refusedFields({})).to.deep.equal([
      { field: 'name', reason: 'must be text' },
      { field: 'format', reason: 'must be altcraft, actito or cloudevents' },
      { field: 'capture', reason: 'must be an object' },
      { field: 'destination', reason: 'must be an object' },
    ]);
  });

  it("is told each vendor's own word for the size of a batch", async () => {
    expect(await refusedFields({ ...smallest, pushMode: 'BULK', maxBlockSize: 5 })).to.deep.equal([
      { field: 'pushMode', reason: 'belongs to the format actito' },
      { field: 'maxBlockSize', reason: 'is the word of the format actito; here it is batch.size' },
    ]);
    expect(await refusedFields({ ...smallest, format: 'actito', batch: { size: 5 } })).to.deep.equal([
      { field: 'batch.size', reason: 'is called maxBlockSize in the format actito' },
    ]);
  });

  it('is refused when the longest delay is shorter than the first', async () => {
    expect(await refusedFields({ ...smallest, retry: { firstDelaySeconds: 60, maxDelaySeconds: 30 } })).to.deep.equal([
      { field: 'retry.maxDelaySeconds', reason: 'must not be less than retry.firstDelaySeconds' },
    ]);
  });

  it('is refused on creation when a header value is the mask', async () => {
    const destination = { ...smallest.destination, headers: { 'X-Secret': '********' } };
    expect(await refusedFields({ ...smallest, destination })).to.deep.equal([
      {
        field: 'destination.headers.X-Secret',
        reason: '******** stands for a stored value, and a new hook has none: give the value',
      },
    ]);
  });

  it('may not hide keys that every object has', async () => {
    const body = { ...smallest, constructor: 'x', toString: {}, capture: { types: ['click'], constructor: 1 } };
    expect(await refusedFields(body)).to.deep.equal([
      { field: 'constructor', reason: 'is not a known field' },
      { field: 'toString', reason: 'is not a known field' },
      { field: 'capture.constructor', reason: 'is not a known field' },
    ]);
  });

  for (const body of ['null', '7', '"hook"', '[]', '[{}]', 'true']) {
    it(`must be an object, and ${body} is none`, async () => {
      const told = await askDoor({}, { method: 'POST', url: '/v1/hooks', body });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.deep.equal([{ field: '', reason: 'must be a JSON object' }]);
    });
  }

  it('is asked for when there is none', async () => {
    const told = await askDoor({}, { method: 'POST', url: '/v1/hooks' });
    expect(told.status).to.equal(400);
    expect(told.json['type']).to.equal('urn:hookline:problem:body-missing');
  });

  it('never makes the door stumble, whatever JSON it is', async () => {
    const { fastify } = doorWith({});
    const words = fc.constantFrom(
      ...Object.keys(smallest),
      'retry',
      'ordering',
      'batch',
      'filters',
      'type',
      'url',
      'toString',
      'constructor',
      'hasOwnProperty',
      'then',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.dictionary(words, tie('tree')),
        fc.constantFrom('http', 'altcraft', 7),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (body) => {
        const told = await ask(fastify, { method: 'POST', url: '/v1/hooks', body: JSON.stringify(body) });
        expect(told.status).to.be.oneOf([400, 422]);
      }),
      { numRuns: 300 },
    );
  });
});
