import * as E from 'fp-ts/Either';
import { type ParkedDelivery } from '../../domain/parked/parked-event';
import { utf8Length } from '../../domain/shared/utf8-length';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { parkedStream } from '../streams';
import { type ItemResult } from './attempt-result';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';

/**
 * Appends deliveries whose attempts are spent to the hook's parked stream, whole and sealed. Gives the revision that
 * names them; null when the store did not answer: they are failed, not parked, and come again.
 */
export const parkDeliveries = async (
  { eventStore, keyStore, clock, identity }: DeliverDependencies,
  command: BlockCommand,
  results: ReadonlyArray<ItemResult>,
): Promise<string | null> => {
  const bodies = results.map(({ item }) => item.body ?? '');
  const owned = results.flatMap(({ item }, at) =>
    item.owner === undefined ? [] : [{ account: command.account, owner: item.owner, plain: bodies[at] ?? '' }],
  );
  const sealed = await keyStore.seal(owned)();
  if (E.isLeft(sealed)) return null;
  let next = 0;
  const deliveries = results.map((result, at) => {
    const body = bodies[at] ?? '';
    const text = result.item.owner === undefined ? body : (sealed.right[next++] ?? '');
    return parkedDelivery(command, result, { sealed: text, bytes: utf8Length(body) });
  });
  const at = new Date(clock.now()).toISOString();
  const id = identity.named(command.root, `parked:${command.publication}`);
  const parked = encodeParkedEvent({ type: 'DeliveriesParked', hook: command.hook, at, deliveries });
  const append = eventStore.append(parkedStream(command.account, command.hook), 'any', [{ id, ...parked }]);
  const appended = await append();
  return E.isRight(appended) ? String(appended.right.revision) : null;
};

const parkedDelivery = (
  command: BlockCommand,
  { item, reason, status }: ItemResult,
  { sealed, bytes }: { readonly sealed: string; readonly bytes: number },
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
  bytes,
});
