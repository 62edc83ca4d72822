import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { isBuiltIn } from '../../domain/catalogue/catalogue';
import { type EventType } from '../../domain/catalogue/event-type';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type CatalogueDirectory } from '../read-models/catalogue-directory';
import { catalogueStream } from '../streams';
import {
  type CatalogueFailure,
  type CatalogueUseCases,
  type EventTypeSaved,
  type EventTypeView,
} from '../use-cases/catalogue';
import { type Actor } from '../use-cases/hooks';
import { catalogueAggregate } from './catalogue-aggregate';
import { handleCommand } from './handle-command';
import { retryOnConflict } from './retry-on-conflict';
import { asUnavailable } from './unavailable';

/** What the commands on catalogues need of the world. */
export interface CataloguePorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly directory: CatalogueDirectory;
}

const viewOf = (eventType: EventType): EventTypeView => ({ ...eventType, builtIn: isBuiltIn(eventType.code) });

const register =
  ({ eventStore, clock, identity, directory }: CataloguePorts) =>
  ({ account, name }: Actor, eventType: EventType): TE.TaskEither<CatalogueFailure, EventTypeSaved> =>
    pipe(
      handleCommand(catalogueAggregate)({ eventStore, identity })<never>({
        stream: catalogueStream(account),
        commandFor: () =>
          E.right({
            type: 'RegisterEventType',
            account,
            at: new Date(clock.now()).toISOString(),
            by: name,
            eventType,
          }),
      }),
      retryOnConflict(),
      TE.mapError(asUnavailable),
      TE.tapTask(
        ({ position }) =>
          () =>
            directory.reached(position),
      ),
      TE.map(({ before }) => ({ ...viewOf(eventType), isNew: !before.has(eventType.code) })),
    );

/** What the doors can ask about event types, on the log. */
export const catalogueUseCases = (ports: CataloguePorts): CatalogueUseCases => ({
  register: register(ports),
  list: (account) => ports.directory.of(account).all.map(viewOf),
  read: (account, code) => {
    const found = ports.directory.of(account).find(code);
    return found === undefined ? E.left({ type: 'EventTypeUnknown', code }) : E.right(viewOf(found));
  },
});
