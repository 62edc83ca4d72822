import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config } from '../../../src/infrastructure/config/config';
import { explainInvalidConfig, type InvalidConfig } from '../../../src/infrastructure/config/invalid-config';
import { readConfig } from '../../../src/infrastructure/config/read-config';

type Environment = Readonly<Record<string, string>>;

const accepted = (environment: Environment): Config => {
  const result = readConfig(environment);
  if (E.isLeft(result)) throw new Error(explainInvalidConfig(result.left));
  return result.right;
};
const refused = (environment: Environment): InvalidConfig => {
  const result = readConfig(environment);
  if (E.isRight(result)) throw new Error('The configuration was accepted.');
  return result.left;
};
const refusedNames = (environment: Environment): ReadonlyArray<string> =>
  refused(environment).problems.map(({ name }) => name);

describe('The configuration', () => {
  let folder: string;
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookline-config-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe('of retention', () => {
    it('keeps events for ever unless told, and never shorter than what needs them', () => {
      expect(accepted({}).retention.eventDays).to.equal(null);
      expect(accepted({ EVENT_RETENTION_DAYS: '90' }).retention.eventDays).to.equal(90);
      expect(refusedNames({ EVENT_RETENTION_DAYS: '89' })).to.deep.equal(['EVENT_RETENTION_DAYS']);
      expect(refusedNames({ EVENT_RETENTION_DAYS: '90', OUTCOME_RETENTION_DAYS: '91' })).to.have.length(1);
    });
  });

  describe('of several processes', () => {
    const production = {
      HOOKLINE_EVENTSTOREDB: 'esdb://admin:changeit@es1:2113?tls=true',
      HOOKLINE_NATS_URLS: 'nats://n1:4222,nats://n2:4222',
    };

    it('never shows the password in an address that takes none', () => {
      const told = explainInvalidConfig(
        refused({ ...production, HOOKLINE_NATS_URLS: 'nats://n1:4222,nats://shop:s3cret@n2:4222' }),
      );
      expect(told).to.contain('HOOKLINE_NATS_URLS').and.not.to.contain('s3cret');
    });

    it('names the roles of this one, the log, and the servers of the bus', () => {
      const { roles, eventStoreDb, nats } = accepted({
        ...production,
        HOOKLINE_ROLES: 'deliver, api',
        HOOKLINE_NATS_CA_FILE: '/etc/ca.pem',
        HOOKLINE_NATS_TOKEN: 'secret',
      });
      expect(roles).to.deep.equal(['api', 'deliver']);
      expect(eventStoreDb).to.equal(production.HOOKLINE_EVENTSTOREDB);
      expect(nats).to.deep.equal({
        servers: ['nats://n1:4222', 'nats://n2:4222'],
        replicas: 1,
        token: 'secret',
        tls: { caFile: '/etc/ca.pem' },
      });
    });

    it('refuses a part of the roles without a log and a bus that the others share', () => {
      expect(refusedNames({ HOOKLINE_ROLES: 'api' })).to.deep.equal(['HOOKLINE_EVENTSTOREDB', 'HOOKLINE_NATS_URLS']);
    });

    it('refuses a role that there is not, and names those that there are', () => {
      const [problem] = refused({ ...production, HOOKLINE_ROLES: 'api,brew' }).problems;
      expect(problem?.allowed).to.contain('api, capture, deliver, search');
    });

    it('refuses a certificate without its key', () => {
      expect(refusedNames({ ...production, HOOKLINE_NATS_CERT_FILE: '/etc/cert.pem' })).to.deep.equal([
        'HOOKLINE_NATS_KEY_FILE',
      ]);
    });

    it('hides the password of a connection string that cannot be used', () => {
      const problems = refused({ HOOKLINE_EVENTSTOREDB: 'http://admin:changeit@es1' });
      expect(JSON.stringify(problems)).not.to.contain('changeit');
    });
  });

  describe('of an empty environment', () => {
    it('is the documented defaults', () => {
      expect(accepted({ PATH: '/bin' })).to.deep.equal({
        roles: ['api', 'capture', 'deliver', 'search'],
        dataFolder: './.data/hookline',
        listen: { host: '127.0.0.1', port: 8090 },
        client: { url: 'http://127.0.0.1:8090' },
        logLevel: 'info',
        metrics: false,
        masterKey: { file: join('.data', 'hookline', 'master.key') },
        firstAccount: { account: 1, entity: 'main' },
        destinations: { allowList: [], allowHttp: false, maxInFlight: 256, noProxy: [] },
        retry: { times: 4, periodSeconds: 15 },
        retention: { contentHours: 72, eventDays: null, outcomeDays: 30, parkedDays: 90 },
        unsettled: { blocksPerHook: 64, bytesPerHook: 8 * 1024 ** 2, bytesInAll: 256 * 1024 ** 2 },
        shutdownSeconds: 20,
        ignored: [],
      });
    });
  });

  describe('of an environment', () => {
    it('reads numbers, flags and lists from text', () => {
      const config = accepted({
        HOOKLINE_LISTEN_PORT: '0',
        HOOKLINE_ALLOW_HTTP: 'TRUE',
        HOOKLINE_METRICS: 'true',
        HOOKLINE_ALLOW_DESTINATIONS: '127.0.0.1/32, receiver.internal:8443 ,',
      });
      expect(config.listen.port).to.equal(0);
      expect(config.destinations.allowHttp).to.equal(true);
      expect(config.metrics).to.equal(true);
      expect(config.destinations.allowList).to.deep.equal(['127.0.0.1/32', 'receiver.internal:8443']);
    });

    it('gives the first account and the CLI the same API key', () => {
      const config = accepted({ HOOKLINE_API_KEY: 'k'.repeat(24), HOOKLINE_URL: 'https://hooks.example.org/' });
      expect(config.firstAccount.apiKey).to.equal('k'.repeat(24));
      expect(config.client).to.deep.equal({ url: 'https://hooks.example.org', apiKey: 'k'.repeat(24) });
    });

    it('keeps the master key in the data folder unless told otherwise', () => {
      const dataFolder = '/srv/hookline';
      expect(accepted({ HOOKLINE_DATA_FOLDER: dataFolder }).masterKey.file).to.equal('/srv/hookline/master.key');
      const elsewhere = accepted({ HOOKLINE_DATA_FOLDER: dataFolder, HOOKLINE_MASTER_KEY_FILE: '/run/secrets/key' });
      expect(elsewhere.masterKey.file).to.equal('/run/secrets/key');
      expect(accepted({ HOOKLINE_MASTER_KEY: 'ab'.repeat(32) }).masterKey.text).to.equal('ab'.repeat(32));
    });

    it('counts a variable set to nothing as not set', () => {
      expect(accepted({ HOOKLINE_API_KEY: '', HOOKLINE_LISTEN_PORT: '' }).listen.port).to.equal(8090);
    });

    it('lists variables of our prefix that mean nothing, once, and starts', () => {
      const { ignored } = accepted({ HOOKLINE_PROT: '1', HOOKLINE_SERVICE_HOST: '10.0.0.1', OTHER: 'x' });
      expect(ignored).to.deep.equal([{ where: 'environment', keys: ['HOOKLINE_PROT', 'HOOKLINE_SERVICE_HOST'] }]);
    });
  });

  describe('with mistakes', () => {
    it('names every one of them at once, where it stands and what is allowed', () => {
      const invalid = refused({
        HOOKLINE_LISTEN_PORT: '70000',
        HOOK_RETRY_TIMES: 'four',
        HOOKLINE_ALLOW_HTTP: 'yes',
        HOOKLINE_LOG_LEVEL: 'loud',
        HOOKLINE_ALLOW_DESTINATIONS: 'no host',
      });
      const explained = explainInvalidConfig(invalid).split('\n');
      expect(explained).to.include(
        '  HOOKLINE_LISTEN_PORT=70000 (environment): must be a whole number from 0 to 65535',
      );
      expect(explained).to.include('  HOOK_RETRY_TIMES=four (environment): must be a whole number from 1 to 100');
      expect(explained).to.include('  HOOKLINE_ALLOW_HTTP=yes (environment): must be true or false');
      expect(explained).to.include(
        '  HOOKLINE_LOG_LEVEL=loud (environment): must be one of debug, info, warn, error, silent',
      );
      expect(invalid.problems.map(({ name }) => name)).to.include('HOOKLINE_ALLOW_DESTINATIONS');
      expect(invalid.problems).to.have.length(5);
    });

    it('never shows a secret', () => {
      const secrets = { HOOKLINE_MASTER_KEY: 'almost-a-master-key', HOOKLINE_API_KEY: 'too short' };
      const explained = explainInvalidConfig(refused(secrets));
      expect(explained).to.include('HOOKLINE_MASTER_KEY=(hidden)').and.to.include('HOOKLINE_API_KEY=(hidden)');
      expect(explained).not.to.include('almost').and.not.to.include('too short');
    });

    for (const [name, value] of [
      ['HOOKLINE_URL', 'http://127.0.0.1:8090/api'],
      ['HOOKLINE_URL', 'ftp://127.0.0.1'],
      ['HOOKLINE_ENTITY', 'a b'],
      ['HOOKLINE_ACCOUNT_ID', '0'],
      ['HOOKLINE_LISTEN_PORT', '8090.5'],
      ['HOOKLINE_LISTEN_PORT', '-1'],
      ['HOOKLINE_LISTEN_PORT', '1e3'],
      ['HOOKLINE_SHUTDOWN_SECONDS', '0'],
    ] as const) {
      it(`refuses ${value} for ${name}`, () => {
        expect(refusedNames({ [name]: value })).to.deep.equal([name]);
      });
    }

    it('refuses a bound over all hooks below the bound of one', () => {
      expect(refusedNames({ HOOKLINE_UNSETTLED_MIB_PER_HOOK: '300' })).to.deep.equal(['HOOKLINE_UNSETTLED_MIB_IN_ALL']);
    });
  });

  describe('with a file', () => {
    it('reads the same names from it, and the environment wins', () => {
      const path = file('hookline.json', {
        HOOKLINE_LISTEN_PORT: 9000,
        HOOKLINE_ALLOW_DESTINATIONS: ['10.0.0.0/8'],
        HOOK_RETRY_TIMES: 7,
      });
      const config = accepted({ HOOKLINE_CONFIG: path, HOOK_RETRY_TIMES: '2' });
      expect(config.listen.port).to.equal(9000);
      expect(config.destinations.allowList).to.deep.equal(['10.0.0.0/8']);
      expect(config.retry.times).to.equal(2);
    });

    it('refuses a name that does not exist, without showing its value', () => {
      const path = file('typo.json', { HOOKLINE_LISTEN_PROT: 9000, __proto__x: 1 });
      const explained = explainInvalidConfig(refused({ HOOKLINE_CONFIG: path }));
      expect(explained).to.include(`HOOKLINE_LISTEN_PROT=(not read) (${path})`);
      expect(explained).to.include('__proto__x');
    });

    it('says which file a wrong value stands in', () => {
      const path = file('wrong.json', { HOOKLINE_LISTEN_PORT: { port: 1 }, HOOKLINE_METRICS: null });
      const [port, metrics] = refused({ HOOKLINE_CONFIG: path }).problems;
      expect(port).to.deep.equal({
        name: 'HOOKLINE_LISTEN_PORT',
        value: '{"port":1}',
        where: path,
        allowed: 'a whole number from 0 to 65535',
      });
      expect(metrics?.name).to.equal('HOOKLINE_METRICS');
    });

    for (const [state, content] of [
      ['no JSON', '{'],
      ['a JSON array', '[]'],
      ['JSON null', 'null'],
    ] as const) {
      it(`refuses one that holds ${state}`, () => {
        expect(refusedNames({ HOOKLINE_CONFIG: file('broken.json', content) })).to.deep.equal(['HOOKLINE_CONFIG']);
      });
    }

    it('refuses one that is not there, together with the other mistakes', () => {
      const environment = { HOOKLINE_CONFIG: join(folder, 'absent.json'), HOOKLINE_LISTEN_PORT: 'x' };
      expect(refusedNames(environment)).to.deep.equal(['HOOKLINE_CONFIG', 'HOOKLINE_LISTEN_PORT']);
    });
  });

  describe("with Altcraft's main.json", () => {
    const main = { HOOK_RETRY_TIMES: 9, HOOK_RETRY_PERIOD_SEC: 30, HOOK_CONTENT_CLEANUP_HOURS: 24, DB: 'x', PORT: 1 };

    it('reads the three HOOK_ keys and lists the others once', () => {
      const path = file('main.json', main);
      const config = accepted({ HOOKLINE_MAIN_JSON: path });
      expect(config.retry).to.deep.equal({ times: 9, periodSeconds: 30 });
      expect(config.retention.contentHours).to.equal(24);
      expect(config.ignored).to.deep.equal([{ where: path, keys: ['DB', 'PORT'] }]);
    });

    it('takes nothing else from it', () => {
      const path = file('main.json', { HOOKLINE_LISTEN_PORT: 1 });
      expect(accepted({ HOOKLINE_MAIN_JSON: path }).listen.port).to.equal(8090);
    });

    it('is weaker than the file and the environment', () => {
      const environment = {
        HOOKLINE_CONFIG: file('hookline.json', { HOOKLINE_MAIN_JSON: file('main.json', main), HOOK_RETRY_TIMES: 5 }),
        HOOK_RETRY_PERIOD_SEC: '3',
      };
      const config = accepted(environment);
      expect(config.retry).to.deep.equal({ times: 5, periodSeconds: 3 });
      expect(config.retention.contentHours).to.equal(24);
    });

    it('refuses a wrong value in it', () => {
      const environment = { HOOKLINE_MAIN_JSON: file('main.json', { HOOK_RETRY_TIMES: 0 }) };
      expect(refusedNames(environment)).to.deep.equal(['HOOK_RETRY_TIMES']);
    });
  });
});
