import { expect } from 'chai';
import { PROBLEMS, problemOf } from '../../../../src/adapters/inbound/rest-api/problem/problem-of';
import { problemJson } from '../../../../src/adapters/inbound/rest-api/problem/problem-json';
import { type RestRefusal } from '../../../../src/adapters/inbound/rest-api/problem/rest-refusal';

const unavailable = { retryable: true, detail: 'inner detail' } as const;

/** One of each: a refusal without a line here does not compile. */
const ONE_OF_EACH: { readonly [Type in RestRefusal['type']]: readonly [number, Extract<RestRefusal, { readonly type: Type }>] } = {
  InvalidHook: [422, { type: 'InvalidHook', problems: [{ field: 'rule.filters.mailing', reason: 'must not be empty' }] }],
  HookNotFound: [404, { type: 'HookNotFound', hook: 7 }],
  HookDeleted: [410, { type: 'HookDeleted', hook: 7 }],
  HookNumberTaken: [409, { type: 'HookNumberTaken', hook: 7 }],
  HookAlreadyActive: [409, { type: 'HookAlreadyActive', hook: 7 }],
  HookAlreadySuspended: [409, { type: 'HookAlreadySuspended', hook: 7 }],
  HookAlreadyInactive: [409, { type: 'HookAlreadyInactive', hook: 7 }],
  HookNotActive: [409, { type: 'HookNotActive', hook: 7 }],
  HookNotSuspended: [409, { type: 'HookNotSuspended', hook: 7 }],
  HookSuspendedResumeInstead: [409, { type: 'HookSuspendedResumeInstead', hook: 7 }],
  NothingChanged: [409, { type: 'NothingChanged', hook: 7 }],
  RevisionMismatch: [412, { type: 'RevisionMismatch', current: 4 }],
  TooManyConflicts: [503, { type: 'TooManyConflicts' }],
  EventStoreUnavailable: [503, { type: 'EventStoreUnavailable', outcome: 'unknown', ...unavailable }],
  KeyStoreUnavailable: [503, { type: 'KeyStoreUnavailable', ...unavailable }],
  EventsRefused: [422, { type: 'EventsRefused', problems: [{ index: 0, field: 'type', reason: 'no' }] }],
  EventConflict: [409, { type: 'EventConflict', conflicts: [{ index: 0, id: 'a', event: 'e' }] }],
  EventTooLarge: [413, { type: 'EventTooLarge', indexes: [3], limit: 10 }],
  TooManyEvents: [422, { type: 'TooManyEvents', count: 2, limit: 1 }],
  HookUnknown: [404, { type: 'HookUnknown', hook: 7 }],
  DeliveriesUnknown: [404, { type: 'DeliveriesUnknown', deliveries: ['d'] }],
  HookNotDelivering: [409, { type: 'HookNotDelivering', hook: 7, status: 'inactive' }],
  InvalidSelection: [422, { type: 'InvalidSelection', field: 'parkedTo', reason: 'no' }],
  AccountUnknown: [404, { type: 'AccountUnknown' }],
  AccountExists: [409, { type: 'AccountExists' }],
  ApiKeyUnknown: [404, { type: 'ApiKeyUnknown' }],
  ApiKeyAlreadyRevoked: [409, { type: 'ApiKeyAlreadyRevoked' }],
  LastAdminKey: [409, { type: 'LastAdminKey' }],
  InvalidAccount: [422, { type: 'InvalidAccount', field: 'name', reason: 'no' }],
  ApiKeyMissing: [401, { type: 'ApiKeyMissing' }],
  ApiKeyNotAccepted: [401, { type: 'ApiKeyNotAccepted' }],
  ScopeLacking: [403, { type: 'ScopeLacking', scope: 'admin', has: ['read'] }],
  BodyMissing: [400, { type: 'BodyMissing' }],
  BodyMalformed: [400, { type: 'BodyMalformed', detail: 'No.' }],
  BodyUnsafe: [400, { type: 'BodyUnsafe', problem: { field: 'a', reason: 'no' } }],
  BodyTooLarge: [413, { type: 'BodyTooLarge', limit: 10 }],
  BodyInvalid: [422, { type: 'BodyInvalid', problems: [{ field: 'a', reason: 'no' }] }],
  MediaTypeUnsupported: [415, { type: 'MediaTypeUnsupported', given: 'text/plain' }],
  ParameterInvalid: [400, { type: 'ParameterInvalid', problems: [{ field: 'a', reason: 'no' }] }],
  NoActitoWebhook: [404, { type: 'NoActitoWebhook', hook: 7 }],
  RouteUnknown: [404, { type: 'RouteUnknown', path: '/v2' }],
  MethodNotAllowed: [405, { type: 'MethodNotAllowed', method: 'PUT', allowed: ['GET', 'POST'] }],
  RequestRejected: [431, { type: 'RequestRejected', status: 431, detail: 'No.' }],
  Defect: [500, { type: 'Defect', id: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001' }],
};

describe('The problem of', () => {
  for (const [type, [status, refusal]] of Object.entries(ONE_OF_EACH)) {
    it(`${type} has the status ${String(status)}, a type, a title and a detail in whole sentences`, () => {
      const problem = problemOf(refusal);
      expect(problem.status).to.equal(status);
      expect(problem.slug).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(problem.title).to.match(/^[A-Z]/);
      expect(problem.detail).to.match(/^["A-Z0-9].*[.]$/s);
      expect(JSON.parse(problemJson(problem))).to.include({ status, type: `urn:hookline:problem:${problem.slug}` });
      expect(problemJson(problem)).not.to.contain('inner detail');
    });
  }

  it('every refusal is in the one table', () => {
    expect(Object.keys(PROBLEMS)).to.have.members(Object.keys(ONE_OF_EACH));
  });

  it('each kind of refusal has a type of its own, save that an unknown hook is one in every call', () => {
    const slugs = Object.values(ONE_OF_EACH).map(([, refusal]) => problemOf(refusal).slug);
    expect(slugs.filter((slug, index) => slugs.indexOf(slug) < index)).to.deep.equal(['hook-not-found']);
  });

  it("an invalid hook names the fields of the request's body, not the domain's", () => {
    const fields = (names: ReadonlyArray<string>): unknown =>
      problemOf({ type: 'InvalidHook', problems: names.map((field) => ({ field, reason: '' })) }).errors?.map(({ field }) => field);
    expect(
      fields([
        'name',
        'rule.types',
        'rule.filters.segment',
        'maxBatch',
        'windowMs',
        'destination.url',
        'destination.headers.X-A',
        'destination.successPattern',
        'destination.answerTimeoutMs',
        'retry.firstDelayMs',
        'ordering.mode',
      ]),
    ).to.deep.equal([
      'name',
      'capture.types',
      'capture.filters.segments',
      'batch.size',
      'batch.windowSeconds',
      'destination.url',
      'destination.headers.X-A',
      'destination.success.pattern',
      'destination.timeouts.answerSeconds',
      'retry.firstDelaySeconds',
      'ordering.mode',
    ]);
  });
});
