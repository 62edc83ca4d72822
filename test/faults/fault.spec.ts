import { expect } from 'chai';
import { missingFor, type Need } from './fault';
import { type LogServer } from './log-server';

const log = (more: Partial<LogServer> = {}): LogServer => ({
  host: '127.0.0.1',
  port: 2113,
  connectionVia: String,
  freezer: null,
  restarter: null,
  dispose: () => Promise.resolve(),
  ...more,
});
const nothing = (): Promise<void> => Promise.resolve();
const freezer = { freeze: () => undefined, thaw: () => undefined };
const restarter = { stop: nothing, kill: nothing, start: nothing };
const missing = (need: Need, server: LogServer | null): string | null =>
  missingFor({ needs: [need] }, { log: server }, 'there is none');

describe('A fault that cannot be done', () => {
  it('names the server that is missing', () => {
    expect(missing('several processes', null)).to.include('there is none');
    expect(missing('to freeze the log', null)).to.equal('there is none');
    expect(missing('to restart the log', null)).to.equal('there is none');
  });
  it('names what is not known of the server', () => {
    expect(missing('to freeze the log', log())).to.include('EVENTSTOREDB_PID');
    expect(missing('to restart the log', log({ freezer }))).to.include('EVENTSTOREDB_START');
    expect(missing('one process', log())).to.include('one process');
  });
  it('is none when all is there', () => {
    expect(missing('several processes', log())).to.equal(null);
    expect(missing('to freeze the log', log({ freezer }))).to.equal(null);
    expect(missing('to restart the log', log({ restarter }))).to.equal(null);
    expect(missing('one process', null)).to.equal(null);
  });
});
