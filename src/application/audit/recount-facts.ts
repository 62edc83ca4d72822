import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RecountFact } from '../../domain/audit/recount';
import { discardedByExpiry } from '../../domain/parked/discarded-by-expiry';
import { redeliveryBlocks } from '../../domain/parked/redelivery-blocks';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { decodeCaptureRecord } from '../codecs/capture-record-codec';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeHookEvent } from '../codecs/hook-codec';
import { decodeOutcomes } from '../codecs/outcome-codec';
import { decodeParkedEvent } from '../codecs/parked-codec';
import { type RecordedEvent } from '../ports/event-store';

export type Facts = E.Either<CorruptEvent, ReadonlyArray<RecountFact>>;

const NONE: Facts = E.right([]);

const factsOfParked = (named: NamedUuid, stored: RecordedEvent): Facts =>
  pipe(
    decodeParkedEvent(stored),
    E.map((event): ReadonlyArray<RecountFact> => {
      switch (event.type) {
        case 'DeliveriesParked':
          return [];
        case 'RedeliveryAsked':
          return [{ type: 'redelivered', blocks: redeliveryBlocks(named)(event) }];
        case 'DeliveriesDiscarded':
          return [{ type: 'discarded', deliveries: event.deliveries }];
        case 'ParkedExpired':
          return [{ type: 'discarded', deliveries: discardedByExpiry(event).deliveries }];
      }
    }),
  );

const factsOfHook = (stored: RecordedEvent): Facts =>
  pipe(
    decodeHookEvent(stored),
    E.map((event): ReadonlyArray<RecountFact> => {
      const deleted = event.type === 'HookDeleted';
      const ends = deleted || (event.type === 'HookResumed' && event.skip);
      return ends ? [{ type: 'ended', position: stored.position, deleted }] : [];
    }),
  );

/** What a stored event says about the sum of a hook; snapshots say nothing here: they are what is being checked. */
export const recountFacts =
  (named: NamedUuid) =>
  (stored: RecordedEvent): Facts => {
    switch (stored.type) {
      case 'PageCaptured':
        return pipe(
          decodeCaptureRecord(stored),
          E.map((record) => (record.type === 'PageCaptured' ? [{ type: 'captured', page: record }] : [])),
        );
      case 'Outcomes':
        return pipe(
          decodeOutcomes(stored),
          E.map(({ outcomes }) => outcomes.map((outcome) => ({ type: 'answered', outcome }))),
        );
      case 'RedeliveryAsked':
      case 'DeliveriesDiscarded':
      case 'ParkedExpired':
        return factsOfParked(named, stored);
      case 'HookDeleted':
      case 'HookResumed':
        return factsOfHook(stored);
      default:
        return NONE;
    }
  };
