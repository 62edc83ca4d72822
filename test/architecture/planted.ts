/** One file of a planted project: what it contains, and the rule that must report it (none: it is allowed). */
export interface Planted {
  readonly file: string;
  readonly content: string;
  readonly rule: string | null;
}

const imports =
  (from: string, rule: string | null) =>
  (file: string): Planted => ({ file, content: `import * as it from '${from}';\nexport const used = it;\n`, rule });

const importsType =
  (from: string, rule: string) =>
  (file: string): Planted => ({
    file,
    content: `import { type it } from '${from}';\nexport type Used = typeof it;\n`,
    rule,
  });

const leaf = (file: string): Planted => ({ file, content: 'export const it = 1;\n', rule: null });

const leaves = [
  leaf('src/domain/hook/hook.ts'),
  leaf('src/domain/account/account.ts'),
  leaf('src/application/ports/log.ts'),
  leaf('src/infrastructure/config/config.ts'),
  leaf('src/adapters/outbound/event-store/sqlite/store.ts'),
  leaf('src/adapters/inbound/rest-api/server.ts'),
  leaf('src/adapters/inbound/incoming-events/mapping.ts'),
  leaf('src/adapters/outbound/event-store/filter.ts'),
  leaf('test/support/builder.ts'),
];

const wrong = [
  imports('node:crypto', 'domain-uses-only-fp-ts')('src/domain/shared/hash.ts'),
  imports('inversify', 'domain-uses-only-fp-ts')('src/domain/shared/container.ts'),
  importsType('../../application/ports/log', 'domain-knows-only-itself')('src/domain/shared/port.ts'),
  importsType('../account/account', 'one-aggregate-does-not-import-another')('src/domain/hook/owner.ts'),
  imports('../hook/hook', 'values-do-not-know-aggregates')('src/domain/capture-rule/rule.ts'),
  imports(
    '../../adapters/outbound/event-store/sqlite/store',
    'application-knows-only-the-domain',
  )('src/application/capture/direct.ts'),
  imports('node:fs', 'application-uses-only-fp-ts')('src/application/capture/file.ts'),
  imports('pino', 'application-uses-only-fp-ts')('src/application/capture/log.ts'),
  imports(
    '../../../../infrastructure/config/config',
    'adapters-do-not-know-the-infrastructure',
  )('src/adapters/outbound/event-store/sqlite/configured.ts'),
  imports(
    '../../event-store/sqlite/store',
    'one-adapter-does-not-import-another',
  )('src/adapters/outbound/key-store/sqlite/shared.ts'),
  imports(
    '../sqlite/store',
    'one-adapter-does-not-import-another',
  )('src/adapters/outbound/event-store/in-memory/twin.ts'),
  imports(
    '../../outbound/event-store/sqlite/store',
    'one-adapter-does-not-import-another',
  )('src/adapters/inbound/cli/shortcut.ts'),
  imports(
    '../../event-store/filter',
    'one-adapter-does-not-import-another',
  )('src/adapters/outbound/key-store/in-memory/borrowed.ts'),
  imports('../rest-api/server', 'what-doors-share-knows-no-door')('src/adapters/inbound/incoming-events/borrowed.ts'),
  imports(
    '../../../inbound/incoming-events/mapping',
    'an-outbound-adapter-does-not-take-events-in',
  )('src/adapters/outbound/command-bus/in-memory/taken-in.ts'),
  imports('./sqlite/store', 'what-adapters-share-knows-none-of-them')('src/adapters/outbound/event-store/biased.ts'),
  imports('inversify', 'only-infrastructure-knows-the-container')('src/adapters/inbound/cli/container.ts'),
  imports('class-validator', 'class-validator-stays-at-the-boundary')('src/adapters/inbound/rest-api/routes/route.ts'),
  imports('fastify', 'fastify-only-in-the-rest-door')('src/adapters/inbound/cli/server.ts'),
  imports('commander', 'commander-only-in-the-cli')('src/infrastructure/lifecycle/options.ts'),
  imports('undici', 'undici-only-in-the-http-transport')('src/adapters/inbound/rest-api/client.ts'),
  imports('better-sqlite3', 'sqlite-only-in-sqlite-adapters')('src/adapters/outbound/key-store/in-memory/open.ts'),
  imports('pino', 'logs-and-metrics-only-in-infrastructure')('src/adapters/inbound/rest-api/logger.ts'),
  imports('../../../test/support/builder', 'src-does-not-know-its-tests')('src/infrastructure/system/fixture.ts'),
  imports('chai', 'src-runs-without-development-packages')('src/infrastructure/system/assertion.ts'),
  imports('../../../src/application/ports/log', 'domain-tests-need-no-adapter')('test/domain/hook/hook.spec.ts'),
  imports('./second', 'no-cycles')('src/infrastructure/system/first.ts'),
  imports('./first', null)('src/infrastructure/system/second.ts'),
  { file: 'src/infrastructure/system/alone.ts', content: 'export const alone = 1;\n', rule: 'no-orphans' },
];

const right = [
  imports('fp-ts/Either', null)('src/domain/shared/either.ts'),
  imports('../hook/hook', null)('src/domain/capture/fold.ts'),
  imports('../../domain/hook/hook', null)('src/application/commands/handle.ts'),
  imports('../../../../application/ports/log', null)('src/adapters/outbound/event-store/sqlite/logged.ts'),
  imports('../filter', null)('src/adapters/outbound/event-store/sqlite/filtered.ts'),
  imports('../incoming-events/mapping', null)('src/adapters/inbound/cli/mapped.ts'),
  imports('better-sqlite3', null)('src/adapters/outbound/key-store/sqlite/database.ts'),
  imports('class-validator', null)('src/adapters/inbound/rest-api/dto/hook.dto.ts'),
  imports('fastify', null)('src/adapters/inbound/rest-api/plugin.ts'),
  imports('inversify', null)('src/infrastructure/container/container.ts'),
  imports('../../adapters/inbound/rest-api/server', null)('src/infrastructure/container/doors.ts'),
];

/** A small project with one file for each way to break a rule, and for what is allowed. */
export const planted: ReadonlyArray<Planted> = [...leaves, ...wrong, ...right];
