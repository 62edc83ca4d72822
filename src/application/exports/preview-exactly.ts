import * as E from 'fp-ts/Either';
import { type CompiledRule, compileRule } from '../../domain/capture-rule/compile-rule';
import { meetsConditions } from '../../domain/capture-rule/deciding-clause';
import { matches } from '../../domain/capture-rule/matches';
import { epochMs } from '../../domain/shared/instant';
import { utcDaysOf } from '../../domain/shared/zoned-days';
import { type CopiesWithin } from '../capture/copies/copies-within';
import { readDay } from '../capture/exports/day-page';
import { type RoutedEvent } from '../codecs/routed-event';
import { type Log } from '../ports/log';
import { type OpenEvents } from '../record/open-events';
import { type ExportPreview, type ExportPreviewUseCases, type PreviewFailure } from '../use-cases/export-preview';
import { basisOf, type Found, type PreviewBasis, type PreviewPorts, previewOf } from './preview-run';

export interface ExactPreviewPorts extends PreviewPorts {
  readonly open: OpenEvents;
  readonly copiesWithin: CopiesWithin;
  readonly log: Pick<Log, 'error'>;
}

const PAGE = 500;
/** Behind everything there can be. */
const END = 2n ** 62n;

type Watching = Parameters<ExportPreviewUseCases['exactly']>[2];

/** Reads the days as an export would, and counts. */
export const previewExactly =
  (ports: ExactPreviewPorts): ExportPreviewUseCases['exactly'] =>
  (actor, request, watching) =>
  async () => {
    const basis = await basisOf(ports, actor, request)();
    if (E.isLeft(basis)) return basis;
    const counted = await countDays(ports, basis.right, watching);
    return E.isLeft(counted) ? counted : E.right(previewOf(basis.right, counted.right, true));
  };

const countDays = async (
  ports: ExactPreviewPorts,
  basis: PreviewBasis,
  { tell, isOver }: Watching,
): Promise<E.Either<PreviewFailure, ReadonlyArray<Found>>> => {
  const found = new Map<string, Found>();
  const rule = compileRule(basis.loaded.hook.definition.rule);
  for (const day of utcDaysOf(basis.period.begins, basis.period.ends)) {
    if (isOver()) break;
    const counted = await countDay(ports, { basis, rule, found }, day);
    if (E.isLeft(counted)) return counted;
    tell(soFar(basis, found));
  }
  return E.right([...found.values()]);
};

const soFar = (basis: PreviewBasis, found: ReadonlyMap<string, Found>): ExportPreview => ({
  ...previewOf(basis, [...found.values()], false),
  exact: false,
});

interface Counting {
  readonly basis: PreviewBasis;
  readonly rule: CompiledRule;
  readonly found: Map<string, Found>;
}

const countDay = async (
  ports: ExactPreviewPorts,
  counting: Counting,
  day: string,
): Promise<E.Either<PreviewFailure, void>> => {
  const { account } = counting.basis.loaded.hook;
  for (let next = 0n; ;) {
    const page = await readDay(ports)({ account, cursor: { day, next }, before: END, maxCount: PAGE })();
    if (E.isLeft(page)) return page;
    const counted = await countPage(ports, counting, { day, events: page.right.events });
    if (E.isLeft(counted)) return counted;
    if (page.right.isEnd) return E.right(undefined);
    next = page.right.next;
  }
};

const countPage = async (
  { open }: ExactPreviewPorts,
  { basis, rule, found }: Counting,
  { day, events }: { readonly day: string; readonly events: ReadonlyArray<RoutedEvent> },
): Promise<E.Either<PreviewFailure, void>> => {
  const inPeriod = events.filter((routed) => isInside(basis, routed));
  const legible = inPeriod.map((routed) => matches(rule, routed.capture ? routed : { ...routed, capture: true }));
  const toOpen = rule.conditions === null ? [] : inPeriod.filter((_, at) => legible[at] === true);
  const opened = await open(toOpen)();
  if (E.isLeft(opened))
    return E.left({
      type: 'EventStoreUnavailable',
      retryable: true,
      outcome: 'not-written',
      detail: opened.left.detail,
    });
  const meets = new Set(toOpen.filter((_, at) => meetsConditions(rule, opened.right[at] ?? null)));
  for (const [at, routed] of inPeriod.entries()) {
    const isMatched = legible[at] === true && (rule.conditions === null || meets.has(routed));
    const name = `${day} ${routed.type} ${String(isMatched)}`;
    found.set(name, { day, type: routed.type, isMatched, n: 1 + (found.get(name)?.n ?? 0) });
  }
  return E.right(undefined);
};

const isInside = ({ period: { zone, begins, ends } }: PreviewBasis, { occurredAt }: RoutedEvent): boolean => {
  if (zone === 'UTC') return true;
  const at = epochMs(occurredAt);
  return at >= begins && at < ends;
};
