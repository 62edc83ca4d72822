import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { firstDayFrom } from '../../domain/shared/zoned-days';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type ExportPorts } from './export-ports';

/** The earliest day of the account, in its own time zone, all of whose events are kept; null: all ever recorded. */
export const earliestInZone = (
  { earliestDay, zoneOf }: Pick<ExportPorts, 'earliestDay' | 'zoneOf'>,
  account: number,
): TE.TaskEither<EventStoreUnavailable, string | null> =>
  pipe(
    earliestDay(account),
    TE.map((day) => (day === null ? null : firstDayFrom(zoneOf(account), Date.parse(day)))),
  );
