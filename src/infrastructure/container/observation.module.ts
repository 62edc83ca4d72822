import { type Container } from 'inversify';
import { pinoLog } from '../logging/pino-log';
import { prometheusMetrics } from '../metrics/prometheus-metrics';
import { TOKENS } from './tokens';

/** Logs and metrics: one of each for the process. */
export const bindObservation = (container: Container): void => {
  container
    .bind(TOKENS.log)
    .toResolvedValue(({ logLevel }) => pinoLog({ level: logLevel }), [TOKENS.config])
    .inSingletonScope();
  container
    .bind(TOKENS.prometheus)
    .toDynamicValue(() => prometheusMetrics())
    .inSingletonScope();
  container
    .bind(TOKENS.metrics)
    .toResolvedValue(({ metrics }) => metrics, [TOKENS.prometheus])
    .inSingletonScope();
};
