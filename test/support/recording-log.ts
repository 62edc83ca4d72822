import { type Log } from '../../src/application/ports/log';

export interface RecordingLog {
  readonly log: Log;
  /** `<level> <message>`, in order. */
  readonly lines: ReadonlyArray<string>;
}

/** A log of the program that a test reads. */
export const recordingLog = (): RecordingLog => {
  const lines: string[] = [];
  const write =
    (level: keyof Log) =>
    (message: string): void =>
      void lines.push(`${level} ${message}`);
  return { lines, log: { info: write('info'), warn: write('warn'), error: write('error') } };
};
