import * as TE from 'fp-ts/TaskEither';
import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../src/adapters/outbound/identity/system/system-identity';
import { nodeCryptoSecretMaker } from '../../src/adapters/outbound/secret-maker/node-crypto/node-crypto-secret-maker';
import { type HookPorts } from '../../src/application/commands/hook-ports';
import { hookUseCases } from '../../src/application/commands/hook-use-cases';
import { type EventStore } from '../../src/application/ports/event-store';
import { type HookDirectory, hookDirectory } from '../../src/application/read-models/hook-directory';
import {
  type Actor,
  type DestinationInput,
  type HookDefinitionInput,
  type HookUseCases,
} from '../../src/application/use-cases/hooks';
import { fixedClock, type FixedClock } from './fixed-clock';
import { someFacts } from './hook-builders';
import { reversingSecretBox } from './reversing-secret-box';

export interface HookDesk {
  readonly hooks: HookUseCases;
  readonly ports: HookPorts;
  readonly eventStore: EventStore;
  readonly directory: HookDirectory;
  readonly clock: FixedClock;
  /** What was logged as an error. */
  readonly errors: ReadonlyArray<string>;
  readonly close: () => void;
}
export interface DeskParts {
  readonly eventStore?: EventStore;
  readonly handshake?: HookPorts['handshake'];
  /** Stands between the commands and the log; the directory reads the log itself. */
  readonly around?: (eventStore: EventStore) => EventStore;
}

export const alice: Actor = { account: 23, name: 'alice' };
export const mallory: Actor = { account: 99, name: 'mallory' };
export const WAITED = { captured: 5, delivered: 2, parked: 0, discarded: 0, waiting: 3 };

type HttpInput = Extract<DestinationInput, { kind: 'http' }>;

export const httpInput = (parts: Partial<HttpInput> = {}): HttpInput => ({
  kind: 'http',
  url: 'https://shop.example/hook',
  headers: { 'X-Secret': 's3cret' },
  connectTimeoutMs: 5000,
  answerTimeoutMs: 15_000,
  ...parts,
});

export const anInput = (parts: Partial<HookDefinitionInput> = {}): HookDefinitionInput => ({
  name: 'Clicks to the shop',
  rule: { types: ['click'], filters: {} },
  format: { kind: 'altcraft' },
  destination: httpInput(),
  maxBatch: 100,
  windowMs: 1000,
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 8,
  ...parts,
});

/** Commands on hooks over an in-memory log. */
export const aHookDesk = ({
  eventStore = inMemoryEventStore(),
  handshake = { ask: () => TE.left({ type: 'HandshakeRefused', detail: 'nobody was to be asked' }) },
  around = (store) => store,
}: DeskParts = {}): HookDesk => {
  const clock = fixedClock();
  const errors: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void errors.push(message) };
  const directory = hookDirectory({ eventStore, clock, log });
  const ports: HookPorts = {
    eventStore: around(eventStore),
    clock,
    identity: systemIdentity(),
    secretBox: reversingSecretBox(),
    secretMaker: nodeCryptoSecretMaker(),
    handshake,
    policyFor: () => ({ catalogue: someFacts, allowHttp: false }),
    directory,
    entityOf: (account) => (account === 1 ? undefined : `entity-${String(account)}`),
    sumOf: () => TE.right(WAITED),
  };
  return { hooks: hookUseCases(ports), ports, eventStore, directory, clock, errors, close: directory.close };
};

/** Done, or the test fails with the refusal. */
export const done = async <F, A>(task: TaskEither<F, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw new Error(`refused: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The refusal, or the test fails. */
export const refused = async <F, A>(task: TaskEither<F, A>): Promise<F> => {
  const result = await task();
  if (E.isRight(result)) throw new Error('was accepted');
  return result.left;
};
