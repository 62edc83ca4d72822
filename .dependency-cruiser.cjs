'use strict';
// The layers as rules. @adr 0002
const path = require('node:path');

const layer = (name) => `^src/${name}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const INCOMING = '^src/adapters/inbound/incoming-events/';
const AGGREGATES = 'hook|account|export-run';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** The package may be imported by files below these folders of src only. */
const only = (name, packages, folders) =>
  forbid(
    name,
    'One library, one place: it can be replaced by replacing that folder.',
    { path: '^src/', pathNot: folders },
    { path: `(^|/)node_modules/(${packages})/` },
  );

module.exports = {
  forbidden: [
    forbid(
      'domain-knows-only-itself',
      'The domain imports nothing of ours but the domain.',
      { path: layer('domain') },
      { path: '^(src|test|bench)/', pathNot: layer('domain') },
    ),
    forbid(
      'domain-uses-only-fp-ts',
      'Plain functions on plain data: fp-ts and nothing else, not even node core.',
      { path: layer('domain') },
      { dependencyTypes: [...NPM, 'core'], pathNot: '(^|/)node_modules/fp-ts/' },
    ),
    forbid(
      'one-aggregate-does-not-import-another',
      'Aggregates meet in capture, not in each other.',
      { path: `^src/domain/(${AGGREGATES})/` },
      { path: `^src/domain/(${AGGREGATES})/`, pathNot: '^src/domain/$1/' },
    ),
    forbid(
      'values-do-not-know-aggregates',
      'Catalogue, payloads and policies are used by aggregates, never the reverse; capture and engine events follow the aggregates.',
      { path: '^src/domain/', pathNot: `^src/domain/(${AGGREGATES}|capture|engine-event)/` },
      { path: `^src/domain/(${AGGREGATES})/` },
    ),
    forbid(
      'application-knows-only-the-domain',
      'Use cases speak to ports; adapters implement them.',
      { path: layer('application') },
      { path: '^(src|test|bench)/', pathNot: [layer('application'), layer('domain')] },
    ),
    forbid(
      'application-uses-only-fp-ts',
      'No driver, no framework, no container in a use case.',
      { path: layer('application') },
      { dependencyTypes: [...NPM, 'core'], pathNot: '(^|/)node_modules/fp-ts/' },
    ),
    forbid(
      'adapters-do-not-know-the-infrastructure',
      'Adapters receive what they need as arguments.',
      { path: layer('adapters') },
      { path: layer('infrastructure') },
    ),
    forbid(
      'one-adapter-does-not-import-another',
      'An adapter can be deleted by deleting its folder; what two adapters of a port share lies beside them.',
      { path: '^src/adapters/(inbound/[^/]+|outbound/([^/]+)/[^/]+)/' },
      { path: '^src/adapters/', pathNot: ['^src/adapters/$1/', '^src/adapters/outbound/$2/[^/]+[.]ts$', INCOMING] },
    ),
    forbid(
      'an-outbound-adapter-does-not-take-events-in',
      'The mapping of incoming events serves the inbound doors only.',
      { path: '^src/adapters/outbound/' },
      { path: INCOMING },
    ),
    forbid(
      'what-doors-share-knows-no-door',
      'The mapping of incoming events is no door and serves every door.',
      { path: INCOMING },
      { path: '^src/adapters/', pathNot: INCOMING },
    ),
    forbid(
      'what-adapters-share-knows-none-of-them',
      'Files beside the adapters of a port serve all of them.',
      { path: '^src/adapters/outbound/([^/]+)/[^/]+[.]ts$' },
      { path: '^src/adapters/', pathNot: '^src/adapters/outbound/$1/[^/]+[.]ts$' },
    ),
    only('only-infrastructure-knows-the-container', 'inversify|@inversifyjs|reflect-metadata', layer('infrastructure')),
    only('class-validator-stays-at-the-boundary', 'class-(validator|transformer)', [
      '^src/adapters/inbound/[^/]+/dto/',
      '^src/infrastructure/config/',
    ]),
    only('fastify-only-in-the-rest-door', 'fastify|@fastify', '^src/adapters/inbound/rest-api/'),
    only('commander-only-in-the-cli', 'commander', '^src/adapters/inbound/cli/'),
    only('undici-only-in-the-http-transport', 'undici', '^src/adapters/outbound/delivery-transport/http/'),
    only(
      'sqlite-only-in-sqlite-adapters',
      'better-sqlite3|@types/better-sqlite3',
      '^src/adapters/outbound/[^/]+/sqlite/',
    ),
    only('db-client-only-in-its-adapter', '@eventstore|@grpc', '^src/adapters/outbound/event-store/eventstore-db/'),
    only('nats-only-in-nats-adapters', 'nats', ['^src/adapters/.*/nats[^/]*/', '^src/infrastructure/connections/']),
    only('logs-and-metrics-only-in-infrastructure', 'pino|prom-client', layer('infrastructure')),
    forbid(
      'src-does-not-know-its-tests',
      'Production code never imports test code.',
      { path: '^src/' },
      { path: '^(test|bench)/' },
    ),
    forbid(
      'src-runs-without-development-packages',
      'What production imports is listed under dependencies.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'domain-tests-need-no-adapter',
      'A rule that needs an adapter to be tested is in the wrong layer.',
      { path: '^test/domain/' },
      { path: '^src/', pathNot: layer('domain') },
    ),
    forbid('no-cycles', 'A cycle is one module in disguise.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'Unreachable code is deleted.',
      { orphan: true, path: '^(src|test|bench)/', pathNot: ['[.]d[.]ts$', '[.]spec[.]ts$'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
