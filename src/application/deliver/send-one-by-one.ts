import { type BlockItem } from './block-command';
import { withoutBody, type ItemResult, resultOf, returned } from './attempt-result';
import { type DeliverDependencies } from './deliver-dependencies';
import { messageOfOne } from './outgoing-message';
import { attempt, bodyOf, isOver, type Sending } from './sending';

/** Deliveries that go one after another; the groups go beside each other. */
type Group = ReadonlyArray<BlockItem>;

/** A verdict per delivery: as many requests at once as the hook allows, in order where one is asked for. */
export const sendOneByOne = async (
  sending: Sending,
  dependencies: DeliverDependencies,
): Promise<ReadonlyArray<ItemResult>> => {
  const { command, parallelism, streak } = sending;
  const results: ItemResult[] = [];
  const groups = groupsOf(sending, results);
  const running: Promise<void>[] = [];
  let next = 0;

  const run = async (): Promise<void> => {
    for (let group = groups[next]; group !== undefined; group = groups[next]) {
      next += 1;
      await sendGroup(sending, dependencies, { group, results });
      if (streak.failuresInARow() === 0 && streak.hasOtherAnswer()) widen();
    }
  };
  /** One connection until the endpoint has answered, then as many as it may have. The caller takes the next one itself. */
  const widen = (): void => {
    while (running.length < parallelism && next < groups.length - 1) running.push(run());
  };
  while (running.length < command.connections && next < groups.length) running.push(run());
  for (let done = 0; done < running.length; done += 1) await running[done];
  return results.length > 1 ? results.sort((one, other) => one.item.index - other.item.index) : results;
};

/** The groups to send. What waits for an earlier delivery of its profile is returned instead. */
const groupsOf = ({ command, ordering }: Sending, results: ItemResult[]): ReadonlyArray<Group> => {
  switch (ordering) {
    case 'none':
      return command.items.map((item) => [item]);
    case 'strict':
      return [command.items];
    case 'per-profile':
      return byOwner(withoutSetAside(command.items, new Set(command.setAside), results));
  }
};

const withoutSetAside = (
  items: ReadonlyArray<BlockItem>,
  setAside: ReadonlySet<string>,
  results: ItemResult[],
): ReadonlyArray<BlockItem> => {
  if (setAside.size === 0) return items;
  const isSetAside = ({ owner }: BlockItem): boolean => owner !== undefined && setAside.has(owner);
  for (const item of items) if (isSetAside(item)) results.push(returned(item));
  return items.filter((item) => !isSetAside(item));
};

const byOwner = (items: ReadonlyArray<BlockItem>): ReadonlyArray<Group> => {
  const groups = new Map<string, BlockItem[]>();
  for (const item of items) {
    const key = item.owner ?? item.delivery;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
};

/** In order: after a delivery that did not arrive the rest waits behind it. */
const sendGroup = async (
  sending: Sending,
  dependencies: DeliverDependencies,
  { group, results }: { readonly group: Group; readonly results: ItemResult[] },
): Promise<void> => {
  let blocked = false;
  for (const item of group) {
    const result: ItemResult = blocked ? returned(item) : await sendItem(sending, dependencies, item);
    results.push(result);
    blocked ||= result.answer !== 'delivered' && result.answer !== 'discarded';
  }
};

const sendItem = async (sending: Sending, dependencies: DeliverDependencies, item: BlockItem): Promise<ItemResult> => {
  const { clock, metrics } = dependencies;
  if (item.body === null) return withoutBody(item);
  if (isOver(sending, clock.monotonic())) return returned(item);
  const verdict = await attempt(sending, dependencies, () =>
    messageOfOne(sending.command, { delivery: item.delivery, event: item.event, body: bodyOf(sending, item) }),
  );
  if (verdict === null) return returned(item);
  if (verdict.type === 'DeliveryConfirmed') metrics.deliveryLatency(clock.now() - item.recordedAt, 1);
  return resultOf(item, verdict, null);
};
