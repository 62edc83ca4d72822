import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Decider, replay } from '../../src/domain/shared/decider';

export interface Outcome<Event, Refusal> {
  readonly thenEvents: (...events: ReadonlyArray<Event>) => void;
  readonly thenRefused: (refusal: Refusal) => void;
}
export interface Given<Command, Event, Refusal> {
  readonly when: (command: Command) => Outcome<Event, Refusal>;
}

/** given(facts).when(command).thenEvents(facts) or .thenRefused(refusal), for any aggregate. */
export const specificationFor =
  <Command, State, Event, Refusal>(decider: Decider<Command, State, Event, Refusal>) =>
  (...history: ReadonlyArray<Event>): Given<Command, Event, Refusal> => ({
    when: (command) => {
      const decided = decider.decide(command)(replay<State, Event>(decider)(history));
      return {
        thenEvents: (...events) => {
          expect(decided).to.deep.equal(E.right(events));
        },
        thenRefused: (refusal) => {
          expect(decided).to.deep.equal(E.left(refusal));
        },
      };
    },
  });
