import { expect } from 'chai';
import { eventStoreDbEventStore } from '../../../../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { failureOf, ROOMY, someEvents } from '../../../../support/event-store-steps';

const WRONG: ReadonlyArray<readonly [string, string, RegExp]> = [
  ['the scheme of the successor', 'kurrentdb://user:secret@host:2113', /must begin with esdb:\/\//],
  ['a colon in the password', 'esdb://user:sec:ret@host:2113', /write them as %3A and %40/],
  ['an at sign in the password', 'esdb://user:sec@ret@host:2113', /write them as %3A and %40/],
  ['a user without a password', 'esdb://secret@host:2113', /not "user:password"/],
  ['a setting that is not known', 'esdb://user:secret@host:2113?colour=red', /"colour" .*take it out/],
  ['a setting without a value', 'esdb://user:secret@host:2113?tls=', /write tls=value/],
  ['an at sign in a setting', 'esdb://host:2113?connectionName=a@b', /write it as %40/],
  ['tlsVerifyCert=false', 'esdb://user:secret@host:2113?tlsVerifyCert=false', /has no effect.*tlsCAFile/],
  ['a port that is no number', 'esdb://user:secret@host:port', /check hosts, ports/],
  ['a certificate that is not there', 'esdb://user:secret@host:2113?tlsCAFile=/nowhere.pem', /certificate files/],
];

describe('The connection string of EventStoreDB', () => {
  for (const [name, connectionString, reason] of WRONG)
    it(`with ${name} is told by every answer, what to do and no secret`, async () => {
      const store = eventStoreDbEventStore({ connectionString });
      const failures = [
        await failureOf(store.ready),
        await failureOf(store.append('a-1', 'any', someEvents(1))),
        await failureOf(store.lastPosition()),
      ];
      for (const failure of failures) {
        expect(failure).to.include({ type: 'EventStoreUnavailable', retryable: false, outcome: 'not-written' });
        expect(failure)
          .to.have.property('detail')
          .that.matches(reason)
          .and.does.not.match(/secret|sec:ret|sec@ret/);
      }
      const next = store.subscribe({ prefixes: ['a-'], after: null, ...ROOMY }).next();
      await store.close();
      expect(await next).to.equal(null);
    });

  it('with percent signs in the password is taken', async () => {
    const store = eventStoreDbEventStore({ connectionString: 'esdb://user:a%3Ab%40c@127.0.0.1:1?tls=false' });
    expect(await failureOf(store.ready)).to.include({ retryable: true });
    await store.close();
  });
});
