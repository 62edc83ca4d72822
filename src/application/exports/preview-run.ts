import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CaptureRule } from '../../domain/capture-rule/capture-rule';
import { exportPeriod, type ExportPeriod } from '../../domain/export-run/export-period';
import { utcDaysOf } from '../../domain/shared/zoned-days';
import { type EventCount, type EventCountQueries } from '../ports/event-counts';
import {
  type ExportPreview,
  type InexactBecause,
  type PreviewFailure,
  type PreviewRequest,
} from '../use-cases/export-preview';
import { type Actor } from '../use-cases/hooks';
import { earliestInZone } from './earliest-in-zone';
import { type ExportPorts } from './export-ports';
import { loadHook, type LoadedHook } from './load-hook';

export interface PreviewPorts extends Pick<
  ExportPorts,
  'eventStore' | 'clock' | 'catalogueOf' | 'zoneOf' | 'earliestDay'
> {
  readonly counts: EventCountQueries;
}

/** What is previewed: the hook as it is saved, and the period. */
export interface PreviewBasis {
  readonly loaded: LoadedHook;
  readonly period: ExportPeriod;
}

export const basisOf = (
  ports: PreviewPorts,
  actor: Actor,
  { hook, from, to }: PreviewRequest,
): TE.TaskEither<PreviewFailure, PreviewBasis> =>
  pipe(
    loadHook(ports, actor, hook),
    TE.bindTo('loaded'),
    TE.bindW('earliest', (): TE.TaskEither<PreviewFailure, string | null> => earliestInZone(ports, actor.account)),
    TE.flatMapEither(({ loaded, earliest }): E.Either<PreviewFailure, PreviewBasis> => {
      const period = exportPeriod({ from, to, zone: ports.zoneOf(actor.account), now: ports.clock.now() });
      if (E.isLeft(period)) return period;
      if (earliest !== null && from < earliest) return E.left({ type: 'ExportBeforeRetention', earliest });
      return E.right({ loaded, period: period.right });
    }),
  );

const ADVICE =
  'Send a test event of one of these types first (POST /v1/hooks/:id/test): it shows what the receiver gets and what it answers.';

const isSet = (values: ReadonlyArray<string> | undefined): boolean => values !== undefined && values.length > 0;

/** What the index does not hold. */
const inexactBecause = (rule: CaptureRule, { zone }: ExportPeriod): ReadonlyArray<InexactBecause> => [
  ...(rule.element === undefined ? [] : (['element'] as const)),
  ...(isSet(rule.fields) ? (['fields'] as const) : []),
  ...(Object.values(rule.filters).some(isSet) ? (['filters'] as const) : []),
  ...(rule.conditions === undefined ? [] : (['conditions'] as const)),
  ...(zone === 'UTC' ? [] : (['time-zone'] as const)),
];

/** What was found of one type on one day. */
export interface Found {
  readonly day: string;
  readonly type: string;
  readonly n: number;
  readonly isMatched: boolean;
}

export const previewOf = (
  { loaded, period }: PreviewBasis,
  found: ReadonlyArray<Found>,
  isExact: boolean,
): ExportPreview => {
  const exportable = new Map(loaded.types.map(({ code, exportable: is }) => [code, is]));
  const goes = ({ type, isMatched }: Found): boolean => isMatched && exportable.get(type) === true;
  const sum = (wanted: (one: Found) => boolean): number =>
    found.reduce((total, one) => (wanted(one) ? total + one.n : total), 0);
  const days = [...new Set(found.map(({ day }) => day))].sort();
  const because = inexactBecause(loaded.hook.definition.rule, period);
  return {
    hook: loaded.hook.hook,
    from: period.from,
    to: period.to,
    timeZone: period.zone,
    exact: isExact || because.length === 0,
    inexactBecause: isExact ? [] : because,
    events: sum(() => true),
    matched: sum(goes),
    leftOut: {
      notMatched: sum(({ isMatched }) => !isMatched),
      notExportable: sum((one) => one.isMatched && !goes(one)),
    },
    types: loaded.types.map(({ code, exportable: is }) => ({
      type: code,
      exportable: is,
      matched: sum((one) => one.type === code && goes(one)),
    })),
    days: days.map((day) => ({
      day,
      events: sum((one) => one.day === day),
      matched: sum((one) => one.day === day && goes(one)),
    })),
    advice: ADVICE,
  };
};

const foundIn = (rule: CaptureRule, { day, type, database, n }: EventCount): Found => ({
  day,
  type,
  n,
  isMatched: rule.types.includes(type) && (rule.database ?? database) === database,
});

/** At once: sums of the index, whatever the number of events. */
export const previewRun =
  (ports: PreviewPorts) =>
  (actor: Actor, request: PreviewRequest): TE.TaskEither<PreviewFailure, ExportPreview> =>
    pipe(
      basisOf(ports, actor, request),
      TE.flatMap((basis) => {
        const { period, loaded } = basis;
        const days = utcDaysOf(period.begins, period.ends);
        return pipe(
          ports.counts.between(actor.account, days[0] ?? period.from, days.at(-1) ?? period.to),
          TE.map((counts) => {
            const { rule } = loaded.hook.definition;
            return previewOf(
              basis,
              counts.map((one) => foundIn(rule, one)),
              false,
            );
          }),
        );
      }),
    );
