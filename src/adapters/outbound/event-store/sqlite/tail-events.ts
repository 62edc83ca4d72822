import { type NewEvent, type RecordedEvent } from '../../../../application/ports/event-store';
import { sizeOf } from '../append-check';
import { type AnsweredAppend } from './group-commit';
import { type TailEvent } from './log-tail';

/** What an entry costs beside its data. */
const OVERHEAD_BYTES = 400;

interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: number;
}

const recorded = (
  { id, type, data, metadata }: NewEvent,
  { stream, revision, position, recordedAt }: Place,
): RecordedEvent => ({
  id: id.toLowerCase(),
  type,
  data,
  ...(metadata === undefined ? {} : { metadata }),
  stream,
  revision: BigInt(revision),
  position: BigInt(position),
  recordedAt,
});

/** The written events of a group as readers see them; `inDoubt`: something may have been written beside them. */
export const tailEvents = (
  group: ReadonlyArray<AnsweredAppend>,
  recordedAt: number,
): { readonly events: ReadonlyArray<TailEvent>; readonly inDoubt: boolean } => {
  const events: TailEvent[] = [];
  let inDoubt = false;
  for (const [{ stream, events: appended }, answer] of group) {
    inDoubt ||= answer.kind === 'fault' && answer.outcome === 'unknown';
    if (answer.kind !== 'written') continue;
    const before = appended.length - 1;
    appended.forEach((event, index) => {
      const position = answer.position - before + index;
      const place = { stream, revision: answer.revision - before + index, position, recordedAt };
      events.push({ event: recorded(event, place), position, bytes: sizeOf(event) + OVERHEAD_BYTES });
    });
  }
  return { events, inDoubt };
};
