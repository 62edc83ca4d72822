import { type Either } from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { tracing } from '../codecs/tracing';
import { type AppendFailure, type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type AggregateDefinition } from './aggregate-definition';
import { appendSurely } from './append-surely';
import { type Loaded, loadAggregate } from './load-aggregate';

export interface CommandPorts {
  readonly eventStore: EventStore;
  readonly identity: Identity;
}

/** One command against one stream, made from the state it is decided on; a Left stops before the decision. */
export interface Request<Command, State, Stop> {
  readonly stream: string;
  readonly commandFor: (loaded: Loaded<State>) => Either<Stop, Command>;
}

/** The aggregate as the command left it, and as it found it. */
export interface Handled<State> {
  readonly before: State;
  readonly state: State;
  readonly revision: bigint;
  readonly position: bigint;
}

/** All that one command leaves belongs together, and follows from it. */
const tracedBy = (command: string): string => tracing(command, command);

/** Read, decide, append: the only place where an aggregate meets the event store. */
export const handleCommand =
  <Command, State, Event, Refusal>(definition: AggregateDefinition<Command, State, Event, Refusal>) =>
  ({ eventStore, identity }: CommandPorts) =>
  <Stop>({
    stream,
    commandFor,
  }: Request<Command, State, Stop>): TE.TaskEither<Stop | Refusal | CorruptEvent | AppendFailure, Handled<State>> =>
    pipe(
      TE.Do,
      TE.bind('loaded', () => loadAggregate(definition)(eventStore)(stream)),
      TE.bindW('command', ({ loaded }) => TE.fromEither(commandFor(loaded))),
      TE.bindW('decided', ({ loaded, command }) => TE.fromEither(definition.decider.decide(command)(loaded.state))),
      TE.let('traced', () => tracedBy(identity.random())),
      TE.bindW('appended', ({ loaded, decided, traced }) =>
        appendSurely(eventStore)({
          stream,
          expected: loaded.last?.revision ?? 'no-stream',
          events: RNEA.map((event: Event) => ({
            id: identity.random(),
            metadata: traced,
            ...definition.encode(event),
          }))(decided),
        }),
      ),
      TE.map(({ loaded, decided, appended }) => ({
        before: loaded.state,
        state: decided.reduce(definition.decider.evolve, loaded.state),
        revision: appended.revision,
        position: appended.position,
      })),
    );
