import { EventEmitter } from 'node:events';
import { type Log } from '../../../src/application/ports/log';
import { type Part } from '../../../src/infrastructure/lifecycle/part';
import { type ProcessEvents } from '../../../src/infrastructure/lifecycle/process-events';

export interface RecordedProcess {
  readonly process: ProcessEvents;
  readonly emit: (event: string, detail?: unknown) => void;
  readonly listeners: () => number;
  /** What happened, in order: parts, log messages, exits. */
  readonly happened: Array<string>;
  readonly log: Log;
  readonly part: (name: string, changes?: Partial<Part>) => Part;
}

/** A process that only remembers: signals come from `emit`, an exit is noted and changes nothing. */
export const recordedProcess = (): RecordedProcess => {
  const events = new EventEmitter();
  const happened: Array<string> = [];
  const note = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const subject = fields['part'] ?? fields['signal'] ?? fields['event'];
    happened.push(typeof subject === 'string' ? `${message}: ${subject}` : message);
  };
  return {
    process: {
      on: (event, call) => events.on(event, call),
      off: (event, call) => events.off(event, call),
      exit: (code) => void happened.push(`exit ${String(code)}`),
    },
    emit: (event, detail) => void events.emit(event, detail),
    listeners: () => events.eventNames().reduce((sum, name) => sum + events.listenerCount(name), 0),
    happened,
    log: { info: note, warn: note, error: note },
    part: (name, changes = {}) => ({
      part: name,
      start: () => Promise.resolve(void happened.push(`start ${name}`)),
      stop: () => Promise.resolve(void happened.push(`stop ${name}`)),
      ...changes,
    }),
  };
};
