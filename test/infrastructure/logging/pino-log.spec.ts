import { expect } from 'chai';
import { type Log } from '../../../src/application/ports/log';
import { type LogLevel } from '../../../src/infrastructure/config/config';
import { pinoLog } from '../../../src/infrastructure/logging/pino-log';

const recording = (level: LogLevel): { readonly log: Log; readonly lines: () => ReadonlyArray<string> } => {
  const written: Array<string> = [];
  const stream = { write: (line: string) => void written.push(line) };
  return { log: pinoLog({ level, stream }), lines: () => written };
};

const lineOf = (fields: Readonly<Record<string, unknown>>, message = 'something happened'): string => {
  const { log, lines } = recording('info');
  log.warn(message, fields);
  return lines().join('');
};

describe('The log', () => {
  it('writes one JSON object a line with time, level, message and fields', () => {
    const line = JSON.parse(lineOf({ hook: 7, position: 12n, lanes: ['a', 'b'] }, 'a hook fell behind')) as object;
    expect(line).to.deep.include({
      level: 'warn',
      msg: 'a hook fell behind',
      hook: 7,
      position: '12',
      lanes: ['a', 'b'],
    });
    expect(line)
      .to.have.property('time')
      .that.matches(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('leaves out what is less severe than its level', () => {
    const { log, lines } = recording('error');
    log.info('not this');
    log.warn('nor this');
    log.error('but this');
    expect(lines()).to.have.length(1);
    const silent = recording('silent');
    silent.log.error('not even this');
    expect(silent.lines()).to.deep.equal([]);
  });

  describe('given fields with secrets', () => {
    for (const key of [
      'authorization',
      'Authorization',
      'x-api-key',
      'apiKey',
      'signing_secret',
      'password',
      'access_token',
      'masterKey',
      'webhook-signature',
      'headers',
      'Cookie',
    ]) {
      it(`hides ${key}, wherever it stands`, () => {
        expect(lineOf({ [key]: 'precious' })).not.to.include('precious');
        expect(lineOf({ list: [{ deep: { [key]: { inner: 'precious' } } }] })).not.to.include('precious');
        expect(lineOf({ [key]: 'precious' })).to.include('(hidden)');
      });
    }

    it('hides user, password and query of an address in any text', () => {
      const line = lineOf({ url: 'https://user:precious@example.org:8443/in?token=precious#precious' });
      expect(line).not.to.include('precious').and.not.to.include('user');
      expect(line).to.include('https://(hidden)@example.org:8443/in?(hidden)');
      const failure = new Error('POST http://a:precious@host/x?k=precious failed with Bearer precious', {
        cause: new Error('amqp://u:precious@broker'),
      });
      expect(lineOf({ failure })).not.to.include('precious');
      expect(lineOf({ failure })).to.include('http://(hidden)@host/x?(hidden)');
    });
  });

  describe('given fields with personal data', () => {
    for (const key of [
      'profile',
      'email',
      'data',
      'custom_data',
      'body',
      'payload',
      'content',
      'firstName',
      'producerId',
    ]) {
      it(`hides ${key}`, () => {
        expect(lineOf({ event: { [key]: { of: 'Ada' } } })).not.to.include('Ada');
      });
    }

    it('says of bytes only how many', () => {
      expect(lineOf({ sealed: Buffer.from('Ada') }))
        .to.include('(3 bytes)')
        .and.not.to.include('Ada');
    });
  });

  describe('given more than a line should hold', () => {
    it('bounds depth, number and length', () => {
      const circle: Record<string, unknown> = {
        text: 'x'.repeat(100_000),
        many: Array.from({ length: 1000 }, (_, n) => n),
      };
      circle['self'] = circle;
      const line = lineOf(circle);
      expect(line.length).to.be.lessThan(20_000);
      expect(line).to.include('(deeper)');
    });
  });

  it('shows type, message, code and stack of an error', () => {
    const error = Object.assign(new TypeError('no such file'), { code: 'ENOENT' });
    const line = JSON.parse(lineOf({ error })) as { readonly error: Readonly<Record<string, string>> };
    expect(line.error).to.deep.include({ type: 'TypeError', message: 'no such file', code: 'ENOENT' });
    expect(line.error['stack']).to.include('pino-log.spec');
  });
});
