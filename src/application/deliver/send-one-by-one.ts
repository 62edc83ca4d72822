import { contentTypeOf } from '../../domain/message/content-type';
import { type BlockItem } from './block-command';
import { erased, type ItemResult, resultOf, returned } from './attempt-result';
import { type DeliverDependencies } from './deliver-dependencies';
import { attempt, isOver, type Sending } from './sending';

/** Deliveries that go one after another; the groups go beside each other. */
type Group = ReadonlyArray<BlockItem>;

/** A verdict per delivery: as many requests at once as the hook allows, in order where one is asked for. */
export const sendOneByOne = async (
  sending: Sending,
  dependencies: DeliverDependencies,
): Promise<ReadonlyArray<ItemResult>> => {
  const results: ItemResult[] = [];
  const setAside = new Set(sending.command.setAside);
  const groups: Group[] = [];
  for (const group of groupsOf(sending)) {
    if (setAside.has(group[0]?.owner ?? '')) results.push(...group.map(returned));
    else groups.push(group);
  }
  let next = 0;
  let runners = 0;
  const most = sending.delivering()?.hook.definition.parallelism ?? 1;

  const run = async (): Promise<void> => {
    runners += 1;
    for (let group = groups[next]; group !== undefined; group = groups[next]) {
      next += 1;
      results.push(...(await sendGroup(sending, dependencies, group)));
      if (sending.streak.failuresInARow() === 0) widen();
    }
    runners -= 1;
  };
  const started: Promise<void>[] = [];
  /** One connection until the endpoint has answered, then as many as it may have. */
  const widen = (): void => {
    while (runners < most && next + runners - 1 < groups.length && started.length < groups.length) started.push(run());
  };
  while (started.length < Math.min(sending.command.connections, groups.length)) started.push(run());
  for (let done = 0; done < started.length; done += 1) await started[done];
  return results.sort((one, other) => one.item.index - other.item.index);
};

const groupsOf = ({ command, delivering }: Sending): ReadonlyArray<Group> => {
  const mode = delivering()?.hook.definition.ordering.mode ?? 'none';
  switch (mode) {
    case 'none':
      return command.items.map((item) => [item]);
    case 'strict':
      return [command.items];
    case 'per-profile':
      return byOwner(command.items);
  }
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

/** In order: after a delivery that has to be tried again the rest waits behind it. */
const sendGroup = async (
  sending: Sending,
  dependencies: DeliverDependencies,
  group: Group,
): Promise<ReadonlyArray<ItemResult>> => {
  const results: ItemResult[] = [];
  let blocked: boolean = false;
  for (const item of group) {
    const result: ItemResult = blocked ? returned(item) : await sendItem(sending, dependencies, item);
    results.push(result);
    blocked ||= result.answer === 'failed' || result.answer === 'returned';
  }
  return results;
};

const sendItem = async (sending: Sending, dependencies: DeliverDependencies, item: BlockItem): Promise<ItemResult> => {
  const { body } = item;
  if (body === null) return erased(item);
  if (isOver(sending, dependencies.clock.monotonic())) return returned(item);
  const verdict = await attempt(sending, dependencies, () => ({
    id: item.delivery,
    body,
    contentType: contentTypeOf(sending.command.format),
    eventIds: [item.event],
    packaging: 'one-by-one',
  }));
  return verdict === null ? returned(item) : resultOf(item, verdict, null);
};
