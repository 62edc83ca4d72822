import { type Log } from '../../application/ports/log';
import { type Part } from './part';

/** The parts that did not stop, in the order they were asked; empty: all is at rest. */
export type NotStopped = ReadonlyArray<string>;

const bounded = (work: Promise<void>, ms: number): Promise<'done' | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work.then((): 'done' => 'done'), late]).finally(() => {
    clearTimeout(timer);
  });
};

const stopOne = async (part: Part, ms: number): Promise<'done' | 'late' | { readonly cause: unknown }> => {
  try {
    return await bounded(part.stop(), ms);
  } catch (cause) {
    return { cause };
  }
};

/** Stops the last first, all within `boundMs`; what is late or fails is logged and left behind, the rest still stops. */
export const stopInReverse = async (parts: ReadonlyArray<Part>, boundMs: number, log: Log): Promise<NotStopped> => {
  const end = performance.now() + boundMs;
  const notStopped: Array<string> = [];
  for (const part of parts.toReversed()) {
    const outcome = await stopOne(part, Math.max(0, end - performance.now()));
    if (outcome === 'done') continue;
    notStopped.push(part.part);
    if (outcome === 'late') log.warn('a part did not stop in time', { part: part.part, boundMs });
    else log.error('a part failed to stop', { part: part.part, cause: outcome.cause });
  }
  return notStopped;
};
