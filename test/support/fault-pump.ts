import { type Socket } from 'node:net';

/** Seen from the client of the proxy. */
export type Direction = 'to server' | 'to client';

export interface PumpRule {
  readonly swallows: boolean;
  readonly delayMs: number;
}

export interface Pump {
  /** Something that came was never passed on. */
  readonly lost: () => boolean;
}

/** Passes on what one socket says to another, in order, under the rule of the moment. */
export const pump = (from: Socket, to: Socket, rule: () => PumpRule): Pump => {
  let lost = false;
  let due = 0;
  let waiting = 0;

  const write = (chunk: Buffer): void => {
    if (to.destroyed || to.write(chunk)) return;
    from.pause();
    to.once('drain', () => from.resume());
  };
  /** In order: nothing overtakes what waits. */
  const later = (chunk: Buffer, delayMs: number): void => {
    due = Math.max(due, performance.now() + delayMs);
    waiting += 1;
    const pass = (): void => {
      waiting -= 1;
      write(chunk);
    };
    setTimeout(pass, Math.ceil(due - performance.now())).unref();
  };

  from.on('data', (chunk: Buffer) => {
    const { swallows, delayMs } = rule();
    if (swallows) lost = true;
    else if (delayMs > 0 || waiting > 0) later(chunk, delayMs);
    else write(chunk);
  });
  return { lost: () => lost };
};
