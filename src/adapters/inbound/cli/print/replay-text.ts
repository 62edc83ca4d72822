import { type JsonRecord, numberOf, recordOf, recordsOf, textOf } from './read-json';
import { type Column, table } from './table';

const COUNTS = ['matched', 'delivered', 'parked', 'discarded', 'waiting', 'missing', 'unclear', 'repaired'] as const;

const columns: ReadonlyArray<Column<JsonRecord>> = [
  { head: 'HOOK', cell: ({ hook }) => textOf(hook), right: true },
  ...COUNTS.map((count) => ({
    head: count.toUpperCase(),
    cell: (row: JsonRecord) => textOf(row[count]),
    right: true,
  })),
];

const WHY: Readonly<Record<string, string>> = {
  'hook-suspended': 'it is suspended; resume it and replay again',
  'hook-inactive': 'it is inactive; activate it and replay again',
  'hook-deleted': 'it was deleted',
  'given-up': 'what waited then was given up by a resume that skipped it',
  'hook-changed-meanwhile': 'it was changed while the replay ran; replay again',
  'no-room': 'its lane stayed full; replay again when it delivers',
  'hook-unknown-to-capture': 'capture does not know it; start the process that captures anew and replay again',
  'cannot-be-read': 'the log could not be read as it was; the log of the engine says more',
};

const leftIn = (hook: JsonRecord): ReadonlyArray<string> =>
  recordsOf(hook['left']).map(
    ({ because, deliveries }) =>
      `Hook ${textOf(hook['hook'])}: ${textOf(deliveries)} left as they are: ${WHY[textOf(because)] ?? textOf(because)}.`,
  );

const verdictOn = (replay: JsonRecord): string => {
  const missing = numberOf(replay['missing']);
  if (missing === 0) return 'Nothing is missing.';
  if (replay['dryRun'] === true) return `${String(missing)} are missing. Nothing was changed: this was a dry run.`;
  return `${String(missing)} were missing, ${textOf(replay['repaired'])} of them are captured now.`;
};

const endOf = (replay: JsonRecord): ReadonlyArray<string> => {
  if (replay['status'] === 'cancelled') return ['It was cancelled; what was repaired until then stays so.'];
  return replay['status'] === 'failed' ? [`It failed: ${textOf(replay['detail'])}`] : [];
};

/** What a replay came to, hook by hook. */
export const replayText = (json: unknown): string => {
  const replay = recordOf(json);
  const hooks = recordsOf(replay['hooks']);
  const leftOut = numberOf(replay['hooksLeftOut']);
  return [
    `${textOf(replay['events'])} events recorded from ${textOf(replay['from'])} to ${textOf(replay['to'])} were read.`,
    table(columns, [...hooks, { ...replay, hook: 'all' }]),
    ...(leftOut === 0 ? [] : [`${String(leftOut)} more hooks are in the sum only.`]),
    ...hooks.flatMap(leftIn),
    ...(numberOf(replay['unclear']) === 0
      ? []
      : ['Unclear: their block is recorded with another number of deliveries than the log has; nothing was done.']),
    verdictOn(replay),
    ...endOf(replay),
  ].join('\n');
};
