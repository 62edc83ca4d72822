import * as E from 'fp-ts/Either';
import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { type RunProgress } from '../../src/application/use-cases/run-progress';
import { runDeliveryId } from '../../src/domain/block/ids';
import { type ExportRun } from '../../src/domain/export-run/export-run';
import { type AnswerKind } from '../../src/domain/delivery/outcome';
import { type CaptureProcess } from './capture-process';
import { type ModelRun } from './model-runs';
import { answersIn, parkedAtOnceIn, takes } from './oracle';
import { settled, type World } from './world';

const named = namedUuid();
const TOTALS = ['captured', 'delivered', 'parked', 'discarded'] as const;
type Ends = Readonly<Record<(typeof TOTALS)[number], number>>;

/** What a run must send: all there was when it began, by the hook as it was then. */
const dueIn = (world: World, { id, pinned, began }: ModelRun): ReadonlyArray<string> =>
  world.events
    .all()
    .filter((event) => event.position < began && takes(pinned, event))
    .map((event) => runDeliveryId(named, id, event.id));

/** Ids of deliveries that are some run's, by what came of them. */
export const runDeliveries = (world: World): ReadonlySet<string> =>
  new Set(world.runs.all().flatMap((run) => dueIn(world, run)));

const saidOf =
  (answers: ReadonlyMap<string, ReadonlyArray<{ readonly answer: AnswerKind }>>, delivery: string) =>
  (answer: AnswerKind): boolean =>
    (answers.get(delivery) ?? []).some((one) => one.answer === answer);

/** What the log says of every delivery. */
interface Known {
  readonly answers: ReturnType<typeof answersIn>;
  readonly atOnce: ReadonlySet<string>;
}

const endedAs = (sum: Ends): string => TOTALS.map((total) => `${total} ${String(sum[total])}`).join(', ');

const completedProblems = (
  world: World,
  { answers, atOnce }: Known,
  run: ModelRun,
  sum: Ends,
): ReadonlyArray<string> => {
  const due = dueIn(world, run);
  const delivered = due.filter((delivery) => saidOf(answers, delivery)('delivered'));
  const parked = due.filter(
    (delivery) =>
      !saidOf(answers, delivery)('delivered') && (atOnce.has(delivery) || saidOf(answers, delivery)('parked')),
  );
  const lost = due.length - delivered.length - parked.length;
  const wanted = { captured: due.length, delivered: delivered.length, parked: parked.length, discarded: 0 };
  return [
    ...(lost === 0 ? [] : [`run ${run.id} lost ${String(lost)} of ${String(due.length)}`]),
    ...(endedAs(sum) === endedAs(wanted) ? [] : [`run ${run.id}: ${endedAs(sum)}, not ${endedAs(wanted)}`]),
  ];
};

const progressProblems = ({ id }: ModelRun, state: ExportRun, progress: RunProgress | null): ReadonlyArray<string> => {
  if (progress === null) return [`run ${id} is not known to capture`];
  const { captured, delivered, parked, discarded, waiting } = progress;
  return [
    ...(waiting === 0 && captured === delivered + parked + discarded
      ? []
      : [`run ${id}: ${endedAs(progress)} and ${String(waiting)} waiting do not add up`]),
    ...(state.status !== 'completed' || endedAs(state.sum) === endedAs(progress)
      ? []
      : [`run ${id}: capture counts ${endedAs(progress)}, its end says ${endedAs(state.sum)}`]),
  ];
};

/** What nobody took must not count as delivered. */
const takenProblems = (world: World, { answers }: Known, run: ModelRun): ReadonlyArray<string> => {
  const taken = new Set(world.history.requests.flatMap(({ accepted, deliveries }) => (accepted ? deliveries : [])));
  return dueIn(world, run)
    .filter((delivery) => saidOf(answers, delivery)('delivered') && !taken.has(delivery))
    .map((delivery) => `run ${run.id}: ${delivery} counts as delivered, nobody took it`);
};

/** Its reads are steps like any others: they are let through. */
const progressOf = async (world: World, { capture }: CaptureProcess, { id }: ModelRun): Promise<RunProgress | null> => {
  const telling = capture.progressOf(id)();
  const told = { yet: false };
  void telling.then(() => (told.yet = true));
  while (!told.yet) {
    for (const gate of world.gates.waiting()) gate.open('done');
    await settled();
  }
  const progress = await telling;
  return E.isRight(progress) ? progress.right : null;
};

/** Everything that is wrong with the exports once the world is at rest. */
export const runProblemsAtRest = async (
  world: World,
  log: ReadonlyArray<RecordedEvent>,
  process: CaptureProcess | undefined,
): Promise<ReadonlyArray<string>> => {
  if (world.runs.all().length === 0) return [];
  const known: Known = { answers: answersIn(log, world), atOnce: parkedAtOnceIn(log) };
  const problems: string[] = [];
  for (const run of world.runs.all()) {
    const state = await world.runs.stateOf(run.id);
    const progress = process === undefined ? null : await progressOf(world, process, run);
    problems.push(...progressProblems(run, state, progress), ...takenProblems(world, known, run));
    if (state.status === 'completed') problems.push(...completedProblems(world, known, run, state.sum));
  }
  return problems;
};
