import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { openData, PLATFORM_EVENT, SEALED_END, sealedData } from '../codecs/platform-event-codec';
import { arrivedWith } from '../codecs/tracing';
import { type NewEvent } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type KeyStore, type KeyStoreUnavailable, type ToSeal } from '../ports/key-store';
import { type CheckedEvent } from './check-page';
import { type RecentEvents } from './recent-events';

/** An event ready to be appended. */
export interface ReadyEvent {
  readonly checked: CheckedEvent;
  readonly stored: NewEvent;
  /** Bytes of the stored data. */
  readonly bytes: number;
}
export interface SealPageDependencies {
  readonly keyStore: Pick<KeyStore, 'seal'>;
  readonly recent: Pick<RecentEvents, 'put'>;
  readonly identity: Pick<Identity, 'random'>;
  /** False: the account switched sealing off. */
  readonly isSealing: (account: number) => boolean;
}

/** What joins the halves: `,"sealed":""` and a little more. */
const JOINT_BYTES = 12;

const toSeal = ({ event, written, owner }: CheckedEvent, isSealing: boolean): ToSeal | null =>
  owner === undefined || !isSealing ? null : { account: event.account, owner, plain: written.personal };

interface Enclosed {
  readonly data: string;
  readonly bytes: number;
  readonly metadata: string;
}

const ready = (checked: CheckedEvent, { data, bytes, metadata }: Enclosed): ReadyEvent => ({
  checked,
  stored: { id: checked.event.id, type: PLATFORM_EVENT, data, metadata },
  bytes: checked.routingBytes + bytes + JOINT_BYTES + metadata.length,
});

/** Seals the personal parts in one call; an event without a profile stays open. All belong to one account. */
export const sealPage =
  ({ keyStore, recent, identity, isSealing }: SealPageDependencies) =>
  (
    account: number,
    page: ReadonlyArray<CheckedEvent>,
  ): TE.TaskEither<KeyStoreUnavailable, ReadonlyArray<ReadyEvent>> => {
    const sealing = isSealing(account);
    const metadata = arrivedWith(identity.random());
    const items = page.map((checked) => toSeal(checked, sealing));
    return pipe(
      keyStore.seal(items.filter((item) => item !== null)),
      TE.map((sealed) => {
        let next = 0;
        return page.map((checked, index) => {
          const text = items[index] === null ? undefined : sealed[next++];
          const { event, written, owner, personalBytes } = checked;
          if (text === undefined || owner === undefined)
            return ready(checked, { data: openData(written), bytes: personalBytes, metadata });
          const data = sealedData(written, text);
          // A view into the data, so that the text is not held a second time.
          const view = data.slice(-SEALED_END.length - text.length, -SEALED_END.length);
          recent.put({ event, subjects: written.subjects, owner, text: view, data }, personalBytes);
          return ready(checked, { data, bytes: text.length, metadata });
        });
      }),
    );
  };
