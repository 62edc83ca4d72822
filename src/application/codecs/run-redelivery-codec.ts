import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { object, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Event type in `exportParked-<bb>-<run>`: somebody wants all that is parked then to be sent again. */
export const RUN_REDELIVERY_ASKED = 'RunRedeliveryAsked';

export interface RunRedeliveryAsked {
  readonly run: string;
  readonly by: string;
}

const read = parseAs(object({ v: version1, run: text, by: text }, {}));

export const encodeRunRedelivery = ({ run, by }: RunRedeliveryAsked): StoredEvent => ({
  type: RUN_REDELIVERY_ASKED,
  data: JSON.stringify({ v: 1, run, by }),
});

export const decodeRunRedelivery = (event: RecordedEvent): E.Either<CorruptEvent, RunRedeliveryAsked> =>
  pipe(read(event.data), E.mapLeft(corruptEvent(event)));
