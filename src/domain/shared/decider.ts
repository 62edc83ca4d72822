import { type Either } from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';

/** A pure aggregate: commands are decided against state, state is a fold of events. */
export interface Decider<Command, State, Event, Refusal> {
  readonly initialState: State;
  readonly decide: (command: Command) => (state: State) => Either<Refusal, ReadonlyNonEmptyArray<Event>>;
  readonly evolve: (state: State, event: Event) => State;
}

export const replay =
  <State, Event>(decider: Pick<Decider<never, State, Event, unknown>, 'initialState' | 'evolve'>) =>
  (history: ReadonlyArray<Event>): State =>
    history.reduce(decider.evolve, decider.initialState);
