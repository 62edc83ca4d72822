import { type Outcome } from '../../domain/delivery/outcome';
import { packagingOf } from '../../domain/message/payload-format';
import { answersOf, type ItemResult, returned } from './attempt-result';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { parkDeliveries } from './park-deliveries';
import { isOver, type Sending } from './sending';
import { sendOneByOne } from './send-one-by-one';
import { sendTogether } from './send-together';

/** Sends one block and says what became of each delivery; whatever was last parked is in the parked stream by then. */
export const sendBlock = async (sending: Sending, dependencies: DeliverDependencies): Promise<Outcome> => {
  const { command, streak, delivering } = sending;
  const sentRevision = delivering()?.revision ?? command.hookRevision;
  const withOwners = delivering()?.hook.definition.ordering.mode === 'per-profile';
  const results = await resultsOf(sending, dependencies);
  const { settled, parkedRevision } = await parkSpent(dependencies, command, results);
  count(dependencies, settled);
  return {
    account: command.account,
    hook: command.hook,
    block: command.block,
    root: command.root,
    turn: command.turn,
    publication: command.publication,
    hookRevision: command.hookRevision,
    sentRevision,
    at: dependencies.clock.now(),
    probe: command.probe,
    ...(command.manual === undefined ? {} : { manual: command.manual }),
    answers: answersOf(settled, { parkedRevision, withOwners }),
    streak: streak.read(),
    gone: streak.gone(),
    restMs: streak.restMs(),
  };
};

const resultsOf = async (sending: Sending, dependencies: DeliverDependencies): Promise<ReadonlyArray<ItemResult>> => {
  const { command } = sending;
  if (isOver(sending, dependencies.clock.monotonic())) return command.items.map(returned);
  return packagingOf(command.format) === 'together'
    ? sendTogether(sending, dependencies)
    : sendOneByOne(sending, dependencies);
};

interface Settled {
  readonly settled: ReadonlyArray<ItemResult>;
  readonly parkedRevision: string | null;
}

/** What could not be parked has failed: it comes again. */
const parkSpent = async (
  dependencies: DeliverDependencies,
  command: BlockCommand,
  results: ReadonlyArray<ItemResult>,
): Promise<Settled> => {
  const spent = results.filter(({ answer }) => answer === 'to-park');
  if (spent.length === 0) return { settled: results, parkedRevision: null };
  const parkedRevision = await parkDeliveries(dependencies, command, spent);
  if (parkedRevision !== null) return { settled: results, parkedRevision };
  const settled = results.map((result) => (result.answer === 'to-park' ? { ...result, answer: 'failed' as const } : result));
  return { settled, parkedRevision };
};

const count = ({ metrics, clock }: DeliverDependencies, results: ReadonlyArray<ItemResult>): void => {
  const tally = { delivered: 0, parked: 0, discarded: 0, endpoint: 0, message: 0 };
  const now = clock.now();
  let latency = 0;
  for (const { answer, kind, item } of results) {
    if (answer === 'delivered') {
      tally.delivered += 1;
      latency = Math.max(latency, now - item.recordedAt);
    }
    if (answer === 'to-park') tally.parked += 1;
    if (answer === 'discarded') tally.discarded += 1;
    if (answer === 'failed' || answer === 'to-park') tally[kind ?? 'message'] += 1;
  }
  if (tally.delivered > 0) {
    metrics.delivered(tally.delivered);
    metrics.deliveryLatency(latency, tally.delivered);
  }
  if (tally.parked > 0) metrics.parked(tally.parked);
  if (tally.discarded > 0) metrics.discarded(tally.discarded);
  if (tally.endpoint > 0) metrics.failedAttempts(tally.endpoint, 'endpoint');
  if (tally.message > 0) metrics.failedAttempts(tally.message, 'message');
};
