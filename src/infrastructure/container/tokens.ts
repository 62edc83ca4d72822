import { type Clock } from '../../application/ports/clock';
import { type CommandBus } from '../../application/ports/command-bus';
import { type EventStore } from '../../application/ports/event-store';
import { type Identity } from '../../application/ports/identity';
import { type KeyStore } from '../../application/ports/key-store';
import { type Log } from '../../application/ports/log';
import { type Metrics } from '../../application/ports/metrics';
import { type SecretBox } from '../../application/ports/secret-box';
import { type AccountUseCases } from '../../application/use-cases/accounts';
import { type DeliveryUseCases } from '../../application/use-cases/deliveries';
import { type RecordEvents } from '../../application/use-cases/events';
import { type HookUseCases } from '../../application/use-cases/hooks';
import { type Config } from '../config/config';
import { type Part } from '../lifecycle/part';
import { type PrometheusMetrics } from '../metrics/prometheus-metrics';
import { token } from './token';

/** What the container holds: configuration, ports, use cases, and the parts that are started and stopped. */
export const TOKENS = {
  config: token<Config>('Config'),

  clock: token<Clock>('Clock'),
  identity: token<Identity>('Identity'),
  log: token<Log>('Log'),
  metrics: token<Metrics>('Metrics'),
  prometheus: token<PrometheusMetrics>('PrometheusMetrics'),
  eventStore: token<EventStore>('EventStore'),
  commandBus: token<CommandBus>('CommandBus'),
  keyStore: token<KeyStore>('KeyStore'),
  secretBox: token<SecretBox>('SecretBox'),

  accounts: token<AccountUseCases>('AccountUseCases'),
  hooks: token<HookUseCases>('HookUseCases'),
  recordEvents: token<RecordEvents>('RecordEvents'),
  deliveries: token<DeliveryUseCases>('DeliveryUseCases'),

  parts: token<ReadonlyArray<Part>>('Parts'),
};
