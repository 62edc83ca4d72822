import { Container } from 'inversify';
import { type Config } from '../config/config';
import { bindObservation } from './observation.module';
import { TOKENS } from './tokens';

/** Everything the program consists of, chosen by the configuration; one module for each port. */
export const containerFor = (config: Config): Container => {
  const container = new Container();
  container.bind(TOKENS.config).toConstantValue(config);
  bindObservation(container);
  return container;
};
