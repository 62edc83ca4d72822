import * as E from 'fp-ts/Either';
import { type Admission } from './admission';
import { type AppendAsked } from './append-request';
import { type AppendResult, idsFound, refusalOf } from './append-result';
import { type KnownEvents } from './known-events';
import { readBack } from './read-back';
import { type ClearAnswer } from './append-answer';
import { type SteadyAppend } from './steady-append';
import { type StreamReader } from './stream-reader';

export interface AppenderDependencies {
  readonly steady: SteadyAppend;
  readonly reader: StreamReader;
  readonly known: KnownEvents;
  readonly admission: Admission;
}

/** Appends as a whole what it is given; `bytes` as they were checked. */
export type Appender = (asked: AppendAsked, bytes: number) => Promise<AppendResult>;

type Written = Extract<ClearAnswer, { readonly type: 'written' }>;

const idsOf = ({ events }: AppendAsked): ReadonlyArray<string> => events.map(({ id }) => id);

/**
 * Tells a repeat by the place the server gives for it: one that lies behind the newest place known when the append was
 * sent was written before. What other processes wrote since is told apart by the ids alone, as far as they are known.
 */
export const appender = ({ steady, reader, known, admission }: AppenderDependencies): Appender => {
  let newest: bigint | null = null;
  let begun: Promise<unknown> | null = null;

  const seen = (position: bigint): void => {
    if (newest === null || position > newest) newest = position;
  };
  const begin = async (): Promise<void> => {
    const found = await reader.newest();
    if (E.isLeft(found)) begun = null;
    else seen(found.right ?? -1n);
  };

  /** A repeat whose place the server does not know any more is looked up. */
  const placed = async (asked: AppendAsked, { revision, position }: Written): Promise<bigint> => {
    if (position !== null) return position;
    const there = await reader.readStream(asked.stream, { direction: 'backwards', from: revision, maxCount: 1 });
    return (E.isRight(there) ? there.right.events[0]?.position : undefined) ?? newest ?? 0n;
  };

  const written = async (asked: AppendAsked, answer: Written, newestBefore: bigint | null): Promise<AppendResult> => {
    const position = await placed(asked, answer);
    const before = idsOf(asked).every((id) => known.get(id)?.stream === asked.stream);
    const repeated = before || (newestBefore !== null && position <= newestBefore);
    known.add(asked.stream, idsOf(asked), { revision: answer.revision, position });
    seen(position);
    return E.right({ revision: answer.revision, position, repeated });
  };

  const refused = async (
    asked: AppendAsked,
    answer: Exclude<ClearAnswer, Written>,
    bytes: number,
  ): Promise<AppendResult> => {
    if (answer.type !== 'wrong-version' || asked.expected !== 'any') return refusalOf(asked, answer, bytes);
    const back = await readBack(reader, asked);
    if (E.isLeft(back)) return back;
    for (const { id, ...place } of back.right.found) known.add(asked.stream, [id], place);
    return idsFound(asked, back.right) ?? refusalOf(asked, answer, bytes);
  };

  return async (asked, bytes) => {
    await (begun ??= begin());
    await admission.enter(bytes);
    const newestBefore = newest;
    const answer = await steady(asked);
    admission.leave(bytes);
    if (E.isLeft(answer)) return answer;
    return answer.right.type === 'written'
      ? written(asked, answer.right, newestBefore)
      : refused(asked, answer.right, bytes);
  };
};
