import { type TaskEither } from 'fp-ts/TaskEither';
import { type DefinitionPolicy } from '../../domain/hook/validate-definition';
import { type CaptureUnavailable } from '../ports/capture-view';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type SecretBox } from '../ports/secret-box';
import { type SecretMaker } from '../ports/secret-maker';
import { type WebhookHandshake } from '../ports/webhook-handshake';
import { type HookDirectory } from '../read-models/hook-directory';
import { type WaitedSum } from '../use-cases/sums';

/** What the commands on hooks need of the world. */
export interface HookPorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly secretBox: SecretBox;
  readonly secretMaker: SecretMaker;
  readonly handshake: WebhookHandshake;
  /** What may be saved in an account. */
  readonly policyFor: (account: number) => DefinitionPolicy;
  readonly directory: HookDirectory;
  /** Undefined: no such account is open. */
  readonly entityOf: (account: number) => string | undefined;
  /** What a hook's deliveries came to so far; zeros for one that never captured. */
  readonly sumOf: (hook: number) => TaskEither<CaptureUnavailable, WaitedSum>;
}
