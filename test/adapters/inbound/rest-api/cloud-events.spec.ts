import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type RecordEvents } from '../../../../src/application/use-cases/events';
import { askDoor, type Asked, noting, PUBLISH, type Told } from '../../../support/rest-door';

const event = { specversion: '1.0', id: 'c-1', source: '/shop', type: 'click', time: '2026-11-23T08:30:00Z' };
const own = { id: 'c-1', source: '/shop', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };

const post = async (asked: Pick<Asked, 'headers' | 'body'>): Promise<readonly [Told, unknown]> => {
  const { ask, asked: recorded } = noting<Parameters<RecordEvents>, never, []>(TE.right([]));
  const told = await askDoor({ events: ask }, { method: 'POST', url: '/v1/events', key: PUBLISH, ...asked });
  return [told, recorded[0]?.[1]];
};

const typed = (type: string): Readonly<Record<string, string>> => ({ 'content-type': type });

describe('CloudEvents over REST', () => {
  it('are recorded one alone, in structured mode', async () => {
    const [told, recorded] = await post({ headers: typed('application/cloudevents+json'), body: event });
    expect(told.status).to.equal(200);
    expect(recorded).to.deep.equal([own]);
  });

  it('are recorded in a batch', async () => {
    const [told, recorded] = await post({
      headers: typed('application/cloudevents-batch+json; charset=utf-8'),
      body: [event, { ...event, id: 'c-2' }],
    });
    expect(told.status).to.equal(200);
    expect(recorded).to.deep.equal([own, { ...own, id: 'c-2' }]);
  });

  it('are recorded in binary mode, with data and without', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'c-1',
      'ce-source': '/shop',
      'ce-type': 'click',
      'ce-time': event.time,
    };
    const [, recorded] = await post({ headers: { ...headers, ...typed('application/json') }, body: { a: 1 } });
    expect(recorded).to.deep.equal([{ ...own, data: { a: 1 } }]);
    const [told, alone] = await post({ headers });
    expect(told.status).to.equal(200);
    expect(alone).to.deep.equal([own]);
  });

  it('are recorded as plain JSON too, by what they look like', async () => {
    const [, recorded] = await post({ body: [event] });
    expect(recorded).to.deep.equal([own]);
  });

  it('are refused with the attribute and the reason, and nothing is recorded', async () => {
    const [told, recorded] = await post({
      headers: typed('application/cloudevents+json'),
      body: { ...event, time: 'now' },
    });
    expect(told.status).to.equal(422);
    expect(told.json['errors']).to.deep.equal([
      { index: 0, field: 'time', reason: 'must be an RFC 3339 date and time such as 2026-03-04T13:13:19.034315796Z' },
    ]);
    expect(recorded).to.equal(undefined);
  });

  it('are refused without a body where the body is the event', async () => {
    const [told] = await post({ headers: typed('application/cloudevents+json') });
    expect(told.status).to.equal(400);
    expect(told.json['type']).to.equal('urn:hookline:problem:body-missing');
  });
});
