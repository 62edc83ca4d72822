import { halfId } from '../../domain/block/ids';
import { type DeliveryVerdict } from '../ports/delivery-transport';
import { withoutBody, type ItemResult, resultOf, returned } from './attempt-result';
import { type BlockItem } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { messageOfBlock } from './outgoing-message';
import { attempt, bodyOf, type Sending } from './sending';

interface Whole {
  readonly id: string;
  readonly items: ReadonlyArray<BlockItem>;
}

/** One request, one verdict; a block the far side finds too large goes in halves (design 5, 413). */
export const sendTogether = async (
  sending: Sending,
  dependencies: DeliverDependencies,
): Promise<ReadonlyArray<ItemResult>> => {
  const { command } = sending;
  const gone = command.items.filter(({ body }) => body === null).map(withoutBody);
  const items = gone.length === 0 ? command.items : command.items.filter(({ body }) => body !== null);
  if (items.length === 0) return gone;
  const results = await sendWhole(sending, dependencies, { id: command.block, items });
  return gone.length === 0 ? results : [...gone, ...results].sort((one, other) => one.item.index - other.item.index);
};

const sendWhole = async (
  sending: Sending,
  dependencies: DeliverDependencies,
  { id, items }: Whole,
): Promise<ReadonlyArray<ItemResult>> => {
  const { command } = sending;
  if (isSwollen(sending, items)) return sendHalves(sending, dependencies, { id, items });
  const verdict = await attempt(sending, dependencies, () =>
    messageOfBlock(
      command,
      id,
      items.map((item) => ({ event: item.event, body: bodyOf(sending, item) })),
    ),
  );
  if (verdict === null) return items.map(returned);
  if (isTooLarge(verdict) && items.length > 1) return sendHalves(sending, dependencies, { id, items });
  if (verdict.type === 'DeliveryConfirmed') noteLatency(dependencies, items);
  return items.map((item) => resultOf(item, verdict, id === command.block ? null : id));
};

/** Characters of one request: contents can make far more of a block than it was closed with. */
const MOST_JOINED = 4 * 1024 * 1024;

const isSwollen = (sending: Sending, items: ReadonlyArray<BlockItem>): boolean => {
  if (items.length === 1 || sending.bodies === undefined || sending.bodies.size === 0) return false;
  let length = 0;
  for (const item of items) length += bodyOf(sending, item).length;
  return length > MOST_JOINED;
};

const isTooLarge = (verdict: DeliveryVerdict): boolean => verdict.type === 'DeliveryFailure' && verdict.tooLarge;

/** A request is as late as its oldest delivery. */
const noteLatency = ({ metrics, clock }: DeliverDependencies, items: ReadonlyArray<BlockItem>): void => {
  let oldest = Infinity;
  for (const { recordedAt } of items) oldest = Math.min(oldest, recordedAt);
  metrics.deliveryLatency(clock.now() - oldest, items.length);
};

const sendHalves = async (
  sending: Sending,
  dependencies: DeliverDependencies,
  { id, items }: Whole,
): Promise<ReadonlyArray<ItemResult>> => {
  const { named } = dependencies.identity;
  const middle = Math.ceil(items.length / 2);
  const first = await sendWhole(sending, dependencies, { id: halfId(named, id, 0), items: items.slice(0, middle) });
  const behind = items.slice(middle);
  const waits = sending.ordering !== 'none' && first.some(({ answer }) => answer !== 'delivered');
  const second = waits
    ? behind.map(returned)
    : await sendWhole(sending, dependencies, { id: halfId(named, id, 1), items: behind });
  return [...first, ...second];
};
