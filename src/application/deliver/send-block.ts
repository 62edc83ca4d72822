import { type Outcome } from '../../domain/delivery/outcome';
import { packagingOf } from '../../domain/message/payload-format';
import { answersOf } from './answers-of';
import { type ItemResult, resultOf, returned, type SettledResult } from './attempt-result';
import { type DeliverDependencies } from './deliver-dependencies';
import { describedDefect } from './described-defect';
import { joinedContents } from './joined-contents';
import { DEFECT } from './own-failures';
import { parkSpent } from './park-spent';
import { isOver, type Sending } from './sending';
import { sendOneByOne } from './send-one-by-one';
import { sendTogether } from './send-together';

/** Sends one block and says what became of each delivery; whatever was last parked is in the parked stream by then. */
export const sendBlock = async (sending: Sending, dependencies: DeliverDependencies): Promise<Outcome> => {
  const { command, streak, delivering } = sending;
  const sentRevision = delivering()?.revision ?? command.hookRevision;
  const results = await resultsOf(sending, dependencies).catch((cause: unknown): ReadonlyArray<ItemResult> => {
    dependencies.log.error('a block met a defect', {
      hook: command.hook,
      block: command.block,
      ...describedDefect(cause),
    });
    streak.note(DEFECT);
    return command.items.map((item) => resultOf(item, DEFECT, null));
  });
  const settled = await parkSpent(dependencies, command, results);
  count(dependencies, settled);
  return {
    account: command.account,
    hook: command.hook,
    ...(command.run === undefined ? {} : { run: command.run.id }),
    block: command.block,
    root: command.root,
    turn: command.turn,
    publication: command.publication,
    hookRevision: command.hookRevision,
    sentRevision,
    at: dependencies.clock.now(),
    probe: command.probe,
    ...(command.manual === undefined ? {} : { manual: command.manual }),
    answers: answersOf(settled, { withOwners: sending.ordering === 'per-profile' }),
    streak: streak.read(),
    gone: streak.gone(),
    restMs: streak.restMs(),
  };
};

const resultsOf = async (sending: Sending, dependencies: DeliverDependencies): Promise<ReadonlyArray<ItemResult>> => {
  const { command } = sending;
  if (isOver(sending, dependencies.clock.monotonic())) return command.items.map(returned);
  const joined = { ...sending, bodies: await joinedContents(sending, dependencies) };
  return packagingOf(command.format) === 'together'
    ? sendTogether(joined, dependencies)
    : sendOneByOne(joined, dependencies);
};

const count = ({ metrics }: DeliverDependencies, results: ReadonlyArray<SettledResult>): void => {
  const tally = { delivered: 0, parked: 0, discarded: 0, failed: 0, returned: 0, endpoint: 0, message: 0 };
  for (const { answer, kind } of results) {
    tally[answer] += 1;
    if (kind !== undefined) tally[kind] += 1;
  }
  if (tally.delivered > 0) metrics.delivered(tally.delivered);
  if (tally.parked > 0) metrics.parked(tally.parked);
  if (tally.discarded > 0) metrics.discarded(tally.discarded);
  if (tally.endpoint > 0) metrics.failedAttempts(tally.endpoint, 'endpoint');
  if (tally.message > 0) metrics.failedAttempts(tally.message, 'message');
};
