import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { discardedByExpiry } from '../../../domain/parked/discarded-by-expiry';
import { decodeCaptureRecord } from '../../codecs/capture-record-codec';
import { type CorruptEvent } from '../../codecs/corrupt-event';
import { decodeHookEvent } from '../../codecs/hook-codec';
import { decodeOutcomes } from '../../codecs/outcome-codec';
import { decodeParkedEvent } from '../../codecs/parked-codec';
import { type SearchPage } from '../../ports/delivery-search';
import { type RecordedEvent } from '../../ports/event-store';
import { foldOutcome } from './fold-answers';
import { foldCaptured } from './fold-captured';
import { foldDiscard, foldHook, foldNames, foldRedelivery } from './fold-decisions';
import { type SearchTables } from './search-tables';

type Folded = E.Either<CorruptEvent, void>;
type Fold = (tables: SearchTables, event: RecordedEvent, redeliveries: SearchPage['redeliveries']) => Folded;

const foldRecord: Fold = (tables, event) =>
  pipe(
    decodeCaptureRecord(event),
    E.map((record) => {
      if (record.type === 'PageCaptured') foldCaptured(tables, record);
    }),
  );

const foldOutcomes: Fold = (tables, event) =>
  pipe(
    decodeOutcomes(event),
    E.map(({ outcomes }) => {
      const ref = { stream: event.stream, revision: event.revision };
      for (const outcome of outcomes) foldOutcome(tables, { outcome, ref });
    }),
  );

const foldParked: Fold = (tables, event, redeliveries) =>
  pipe(
    decodeParkedEvent(event),
    E.map((parked) => {
      switch (parked.type) {
        case 'DeliveriesParked':
          foldNames(tables, parked.hook, parked.deliveries);
          break;
        case 'RedeliveryAsked':
          foldRedelivery(tables, parked.hook, redeliveries.get(event.position) ?? []);
          break;
        case 'DeliveriesDiscarded':
          foldDiscard(tables, parked);
          break;
        case 'ParkedExpired':
          foldDiscard(tables, discardedByExpiry(parked));
          break;
      }
    }),
  );

const foldOfHook: Fold = (tables, event) =>
  pipe(
    decodeHookEvent(event),
    E.map((hookEvent) => foldHook(tables, hookEvent, event.position)),
  );

/** By event type; snapshots and other types say nothing new. */
const FOLDS: ReadonlyMap<string, Fold> = new Map([
  ['PageCaptured', foldRecord],
  ['Outcomes', foldOutcomes],
  ['DeliveriesParked', foldParked],
  ['RedeliveryAsked', foldParked],
  ['DeliveriesDiscarded', foldParked],
  ['ParkedExpired', foldParked],
  ['HookCreated', foldOfHook],
  ['HookResumed', foldOfHook],
  ['HookDeleted', foldOfHook],
]);

/** Folds a page into the tables; what cannot be read is left out and named. */
export const foldSearch = (tables: SearchTables, { events, redeliveries }: SearchPage): ReadonlyArray<CorruptEvent> => {
  const corrupt: CorruptEvent[] = [];
  for (const event of events) {
    const folded = FOLDS.get(event.type)?.(tables, event, redeliveries);
    if (folded !== undefined && E.isLeft(folded)) corrupt.push(folded.left);
  }
  return corrupt;
};
