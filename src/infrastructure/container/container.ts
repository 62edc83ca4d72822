import { type KeyObject } from 'node:crypto';
import { Container } from 'inversify';
import { type Config } from '../config/config';
import { readiness } from '../engine/readiness';
import { bindCluster } from './cluster.module';
import { bindCommandBus } from './command-bus.module';
import { bindDoors } from './doors.module';
import { bindEngine } from './engine.module';
import { bindErasures } from './erasure.module';
import { bindExports } from './exports.module';
import { bindObservation } from './observation.module';
import { bindProfileFields } from './profile-fields.module';
import { bindStorage } from './storage.module';
import { bindSystem } from './system.module';
import { TOKENS } from './tokens';
import { bindTransport } from './transport.module';
import { bindUseCases } from './use-cases.module';

/** Everything the program consists of, chosen by the configuration; nothing runs yet. */
export const containerFor = async (config: Config, masterKey: KeyObject): Promise<Container> => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(TOKENS.config).toConstantValue(config);
  container.bind(TOKENS.masterKey).toConstantValue(masterKey);
  container.bind(TOKENS.readiness).toConstantValue(readiness());
  bindObservation(container);
  bindSystem(container);
  await bindStorage(container);
  await bindCommandBus(container);
  bindTransport(container);
  await bindCluster(container);
  bindProfileFields(container);
  bindUseCases(container);
  bindEngine(container);
  bindErasures(container);
  bindExports(container);
  bindDoors(container);
  return container;
};
