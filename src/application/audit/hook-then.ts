import * as E from 'fp-ts/Either';
import { asUnavailable } from '../commands/unavailable';
import { type EventStore } from '../ports/event-store';
import { type AuditUseCases, type HookAuditFailure, type HookMoment, type HookThen } from '../use-cases/audits';
import { type HookRevision, hookRevisions } from './hook-revisions';

const placeOf = (revisions: ReadonlyArray<HookRevision>, moment: HookMoment): number => {
  if ('revision' in moment) return revisions.findIndex(({ revision }) => revision === moment.revision);
  const at = Date.parse(moment.at);
  return revisions.findLastIndex(({ since }) => Date.parse(since) <= at);
};

/** The hook as it stood at a time or a revision, deleted ones too. */
export const hookThen =
  (eventStore: Pick<EventStore, 'readStream'>): AuditUseCases['hookThen'] =>
  (actor, hook, moment) =>
  async (): Promise<E.Either<HookAuditFailure, HookThen>> => {
    const read = await hookRevisions(eventStore)(actor.account, hook);
    if (E.isLeft(read)) return E.left(asUnavailable(read.left));
    const revisions = read.right;
    const [created] = revisions;
    const newest = revisions.at(-1);
    if (created === undefined || newest === undefined || created.hook.account !== actor.account)
      return E.left({ type: 'HookNotFound', hook });
    const place = placeOf(revisions, moment);
    const found = revisions[place];
    if (found === undefined)
      return E.left({ type: 'HookNotThen', hook, created: created.since, newest: newest.revision });
    const until = revisions[place + 1]?.since;
    return E.right({ ...found, ...(until !== undefined && { until }) });
  };
