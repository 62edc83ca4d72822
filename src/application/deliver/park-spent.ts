import { type BlockCommand } from './block-command';
import { type ItemResult, type SettledResult } from './attempt-result';
import { type DeliverDependencies } from './deliver-dependencies';
import { describedDefect } from './described-defect';
import { type ParkedAt, parkDeliveries } from './park-deliveries';
import { nothingErasedToPark } from './without-erased';

const NOWHERE: ParkedAt = new Map();

const isSettled = (result: ItemResult): result is SettledResult => result.answer !== 'to-park';

/** Parks what has spent its attempts. What could not be parked has failed: it comes again. */
export const parkSpent = async (
  dependencies: DeliverDependencies,
  command: BlockCommand,
  given: ReadonlyArray<ItemResult>,
): Promise<ReadonlyArray<SettledResult>> => {
  const results = nothingErasedToPark(dependencies.erased, command.account, given);
  if (results.every(isSettled)) return results;
  const spent = results.filter(({ answer }) => answer === 'to-park');
  const parkedAt = await parkDeliveries(dependencies, command, spent).catch((cause: unknown) => {
    dependencies.log.error('parking met a defect', { hook: command.hook, ...describedDefect(cause) });
    return NOWHERE;
  });
  return results.map((result) => (isSettled(result) ? result : settledBy(result, parkedAt)));
};

const settledBy = (result: ItemResult, parkedAt: ParkedAt): SettledResult => {
  const parkedRevision = parkedAt.get(result);
  return parkedRevision === undefined
    ? { ...result, answer: 'failed' }
    : { ...result, answer: 'parked', parkedRevision };
};
