import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino';
import { type Log } from '../../application/ports/log';
import { type LogLevel } from '../config/config';
import { safeFields } from './safe-fields';

export interface PinoLogOptions {
  readonly level: LogLevel;
  /** Where the lines go; absent: standard output, written at once so that a crash loses none. */
  readonly stream?: DestinationStream;
}

/** One JSON object a line: time, level, msg and the fields. */
export const pinoLog = ({ level, stream = destination({ dest: 1, sync: true }) }: PinoLogOptions): Log => {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return {
    info: (message, fields = {}) => {
      if (logger.isLevelEnabled('info')) logger.info(safeFields(fields), message);
    },
    warn: (message, fields = {}) => {
      if (logger.isLevelEnabled('warn')) logger.warn(safeFields(fields), message);
    },
    error: (message, fields = {}) => {
      if (logger.isLevelEnabled('error')) logger.error(safeFields(fields), message);
    },
  };
};
