import * as E from 'fp-ts/Either';
import { type ParkedDelivery } from '../../domain/parked/parked-event';
import { utf8Length } from '../../domain/shared/utf8-length';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { tracing } from '../codecs/tracing';
import { exportParkedStream, parkedStream } from '../streams';
import { type ItemResult } from './attempt-result';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';

/** Per result, the revision of the parked stream's event that holds it. */
export type ParkedAt = ReadonlyMap<ItemResult, string>;

/** Keeps an event well below the bound of one append, whatever a block holds. */
const ENOUGH_BYTES = 384 * 1024;
const ABOUT_A_REFERENCE = 500;

/**
 * Appends deliveries whose attempts are spent to the hook's parked stream, whole and sealed, in as many events as
 * their size asks for. What the store did not take is missing from the answer.
 */
export const parkDeliveries = async (
  dependencies: DeliverDependencies,
  command: BlockCommand,
  results: ReadonlyArray<ItemResult>,
): Promise<ParkedAt> => {
  const { keyStore, log } = dependencies;
  const owned = results.flatMap(({ item }) =>
    item.owner === undefined ? [] : [{ account: command.account, owner: item.owner, plain: item.body ?? '' }],
  );
  const parkedAt = new Map<ItemResult, string>();
  const sealed = await keyStore.seal(owned)();
  if (E.isLeft(sealed)) {
    log.warn('deliveries could not be sealed for parking; they come again', {
      hook: command.hook,
      detail: sealed.left.detail,
    });
    return parkedAt;
  }
  let next = 0;
  const whole = results.map((result) => {
    const text = result.item.owner === undefined ? (result.item.body ?? '') : (sealed.right[next++] ?? '');
    return { result, delivery: parkedDelivery(command, result, text) };
  });
  for (const [part, parked] of partsOf(whole).entries()) {
    const revision = await append(dependencies, command, { part, parked });
    if (revision === null) return parkedAt;
    for (const { result } of parked) parkedAt.set(result, revision);
  }
  return parkedAt;
};

interface Whole {
  readonly result: ItemResult;
  readonly delivery: ParkedDelivery;
}

const partsOf = (whole: ReadonlyArray<Whole>): ReadonlyArray<ReadonlyArray<Whole>> => {
  const parts: Whole[][] = [];
  let bytes = Infinity;
  for (const one of whole) {
    const more = one.delivery.sealed.length + ABOUT_A_REFERENCE;
    if (bytes + more > ENOUGH_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(one);
    bytes += more;
  }
  return parts;
};

const append = async (
  { eventStore, clock, identity, log }: DeliverDependencies,
  command: BlockCommand,
  { part, parked }: { readonly part: number; readonly parked: ReadonlyArray<Whole> },
): Promise<string | null> => {
  const at = new Date(clock.now()).toISOString();
  const id = identity.named(command.root, `parked:${command.publication}:${String(part)}`);
  const deliveries = parked.map(({ delivery }) => delivery);
  const metadata = tracing(command.root, command.block);
  const event = {
    id,
    metadata,
    ...encodeParkedEvent({ type: 'DeliveriesParked', hook: command.hook, at, deliveries }),
  };
  const appended = await eventStore.append(parkedIn(command), 'any', [event])();
  if (E.isRight(appended)) return String(appended.right.revision);
  log.warn('deliveries could not be parked; they come again', { hook: command.hook, failure: appended.left.type });
  return null;
};

const parkedIn = ({ account, hook, run }: BlockCommand): string =>
  run === undefined ? parkedStream(account, hook) : exportParkedStream(account, run.id);

const parkedDelivery = (
  command: BlockCommand,
  { item, reason, status }: ItemResult,
  sealed: string,
): ParkedDelivery => ({
  delivery: item.delivery,
  event: item.event,
  position: item.position,
  revision: command.hookRevision,
  root: command.root,
  index: item.index,
  round: item.round,
  eventType: item.type,
  attempts: item.attempt,
  reason: reason ?? 'unknown',
  ...(status === undefined ? {} : { status }),
  ...(item.owner === undefined ? {} : { owner: item.owner }),
  sealed,
  bytes: utf8Length(item.body ?? ''),
});
