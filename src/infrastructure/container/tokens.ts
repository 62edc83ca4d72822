import { type KeyObject } from 'node:crypto';
import { type RestApi } from '../../adapters/inbound/rest-api/server';
import { type CaptureSeat } from '../../application/capture/capture-seat';
import { type CopiesWithin } from '../../application/capture/copies/copies-within';
import { type Contents } from '../../application/content/contents';
import { type Deliver } from '../../application/deliver/deliver';
import { type CaptureView } from '../../application/ports/capture-view';
import { type Clock } from '../../application/ports/clock';
import { type ClosableCommandBus } from '../../application/ports/command-bus';
import { type DeliveryQueries, type DeliverySearch } from '../../application/ports/delivery-search';
import { type ClosableContentStore } from '../../application/ports/content-store';
import { type DeliveryTransport } from '../../application/ports/delivery-transport';
import { type ClosableEventStore } from '../../application/ports/event-store';
import { type Identity } from '../../application/ports/identity';
import { type ClosableKeyStore } from '../../application/ports/key-store';
import { type Log } from '../../application/ports/log';
import { type Membership } from '../../application/ports/membership';
import { type Metrics } from '../../application/ports/metrics';
import { type RequestPreview } from '../../application/ports/request-preview';
import { type SecretBox } from '../../application/ports/secret-box';
import { type SecretMaker } from '../../application/ports/secret-maker';
import { type ShardOwnership } from '../../application/ports/shard-ownership';
import { type AccountDirectory } from '../../application/read-models/account-directory';
import { type CatalogueDirectory } from '../../application/read-models/catalogue-directory';
import { type EraseDependencies } from '../../application/erase/erase-profile';
import { type DeliveryDependencies } from '../../application/deliveries/delivery-dependencies';
import { type Erasures } from '../../application/read-models/erasures';
import { type ExportRunDirectory } from '../../application/read-models/export-run-directory';
import { type HookDirectory } from '../../application/read-models/hook-directory';
import { type ProfileFieldDirectory } from '../../application/read-models/profile-field-directory';
import { type OpenEvents } from '../../application/record/open-events';
import { type RecentEvents } from '../../application/record/recent-events';
import { type Retention } from '../../application/retention/retention';
import { type AccountUseCases } from '../../application/use-cases/accounts';
import { type AuditUseCases } from '../../application/use-cases/audits';
import { type CatalogueUseCases } from '../../application/use-cases/catalogue';
import { type ContentUseCases } from '../../application/use-cases/contents';
import { type DeliveryUseCases } from '../../application/use-cases/deliveries';
import { type RecordEvents } from '../../application/use-cases/events';
import { type HookTrialUseCases } from '../../application/use-cases/hook-trials';
import { type EventCountQueries, type EventCounts } from '../../application/ports/event-counts';
import { type ExportPreviewUseCases } from '../../application/use-cases/export-preview';
import { type ExportRunUseCases } from '../../application/use-cases/export-runs';
import { type HookUseCases } from '../../application/use-cases/hooks';
import { type ProfileUseCases } from '../../application/use-cases/profiles';
import { type EngineEvents } from '../../application/engine-events/engine-events';
import { type CallbackTokens } from '../../application/ports/callback-tokens';
import { type AnswerCallback } from '../../application/use-cases/callbacks';
import { type ProfileFieldUseCases } from '../../application/use-cases/profile-fields';
import { type ReplayUseCases } from '../../application/use-cases/replays';
import { type CaptureState } from '../../domain/capture/capture-state';
import { type Holdings } from '../../application/cluster/holdings';
import { type WebhookHandshake } from '../../application/ports/webhook-handshake';
import { type OpenNats } from '../connections/nats-connection';
import { type Config } from '../config/config';
import { type Readiness } from '../engine/readiness';
import { type PrometheusMetrics } from '../metrics/prometheus-metrics';
import { type PageThreads } from '../exports/page-threads';
import { token } from './token';

/** What the container holds: configuration, ports, use cases, and what runs. */
export const TOKENS = {
  config: token<Config>('Config'),
  masterKey: token<KeyObject>('MasterKey'),
  readiness: token<Readiness>('Readiness'),

  clock: token<Clock>('Clock'),
  identity: token<Identity>('Identity'),
  log: token<Log>('Log'),
  metrics: token<Metrics>('Metrics'),
  prometheus: token<PrometheusMetrics>('PrometheusMetrics'),
  /** Bound only where the configuration names NATS. */
  nats: token<OpenNats>('OpenNats'),
  membership: token<Membership>('Membership'),
  holdings: token<Holdings>('Holdings'),
  shardOwnership: token<ShardOwnership>('ShardOwnership'),

  eventStore: token<ClosableEventStore>('EventStore'),
  /** The event store never takes an id twice. */
  exactIds: token<boolean>('ExactIds'),
  commandBus: token<ClosableCommandBus>('CommandBus'),
  handshake: token<WebhookHandshake>('WebhookHandshake'),
  transport: token<DeliveryTransport>('DeliveryTransport'),
  requestPreview: token<RequestPreview>('RequestPreview'),
  keyStore: token<ClosableKeyStore>('KeyStore'),
  /** Null: capture prepares the turns of export runs itself. */
  pageThreads: token<PageThreads | null>('PageThreads'),
  secretBox: token<SecretBox>('SecretBox'),
  secretMaker: token<SecretMaker>('SecretMaker'),
  callbackTokens: token<CallbackTokens>('CallbackTokens'),
  deliverySearch: token<DeliverySearch>('DeliverySearch'),
  deliveryQueries: token<DeliveryQueries>('DeliveryQueries'),

  recentEvents: token<RecentEvents>('RecentEvents'),
  openEvents: token<OpenEvents>('OpenEvents'),
  copiesWithin: token<CopiesWithin>('CopiesWithin'),
  hookDirectory: token<HookDirectory>('HookDirectory'),
  exportRunDirectory: token<ExportRunDirectory>('ExportRunDirectory'),
  accountDirectory: token<AccountDirectory>('AccountDirectory'),
  catalogueDirectory: token<CatalogueDirectory>('CatalogueDirectory'),
  profileFieldDirectory: token<ProfileFieldDirectory>('ProfileFieldDirectory'),
  erasures: token<Erasures>('Erasures'),

  captureSeat: token<CaptureSeat>('CaptureSeat'),
  captureView: token<CaptureView>('CaptureView'),
  deliver: token<Deliver>('Deliver'),
  engineEvents: token<() => EngineEvents>('EngineEvents'),
  retentionOf: token<(state: () => CaptureState) => Retention>('RetentionOf'),

  accounts: token<AccountUseCases>('AccountUseCases'),
  catalogue: token<CatalogueUseCases>('CatalogueUseCases'),
  contentStore: token<ClosableContentStore>('ContentStore'),
  contents: token<Contents>('Contents'),
  contentUseCases: token<ContentUseCases>('ContentUseCases'),
  profileFields: token<ProfileFieldUseCases>('ProfileFieldUseCases'),
  hooks: token<HookUseCases>('HookUseCases'),
  hookTrials: token<HookTrialUseCases>('HookTrialUseCases'),
  recordEvents: token<RecordEvents>('RecordEvents'),
  callback: token<AnswerCallback>('AnswerCallback'),
  deliveryDependencies: token<DeliveryDependencies>('DeliveryDependencies'),
  deliveries: token<DeliveryUseCases>('DeliveryUseCases'),
  audits: token<AuditUseCases>('AuditUseCases'),
  profiles: token<ProfileUseCases>('ProfileUseCases'),
  eraseDependencies: token<EraseDependencies>('EraseDependencies'),
  finishErasures: token<() => Promise<void>>('FinishErasures'),
  /** Run in this process. */
  replaysHere: token<ReplayUseCases>('ReplaysHere'),
  replays: token<ReplayUseCases>('ReplayUseCases'),
  exportRuns: token<ExportRunUseCases>('ExportRunUseCases'),
  exportPreviews: token<ExportPreviewUseCases>('ExportPreviewUseCases'),
  eventCounts: token<EventCounts>('EventCounts'),
  eventCountQueries: token<EventCountQueries>('EventCountQueries'),

  restApi: token<RestApi>('RestApi'),
};
