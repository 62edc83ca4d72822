import { Counter, Histogram, Registry } from 'prom-client';
import { type Metrics } from '../../application/ports/metrics';
import { eventLoopDelay } from './event-loop-delay';
import { type Gauges, noGauges } from './gauges';
import { prometheusGauges } from './prometheus-gauges';

export interface PrometheusMetrics {
  readonly metrics: Metrics;
  /** From now on scrapes read these; called once the engine is up. */
  readonly observe: (gauges: Gauges) => void;
  readonly contentType: string;
  /** The text of a scrape. */
  readonly expose: () => Promise<string>;
  readonly close: () => void;
}

const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const DELIVERY_BUCKETS = [...REQUEST_BUCKETS, 300, 1800, 7200, 43_200];

const observeMany = (histogram: Histogram, seconds: number, times: number): void => {
  for (let time = 0; time < times; time += 1) histogram.observe(seconds);
};

const counters = (registry: Registry) => {
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers: [registry] });
  return {
    accepted: counter('hookline_accepted_events_total', 'Events recorded in the log'),
    repeated: counter('hookline_repeated_events_total', 'Events that were known already, with the same body'),
    captured: counter('hookline_captured_deliveries_total', 'Deliveries captured for hooks'),
    delivered: counter('hookline_delivered_total', 'Deliveries confirmed by the receiver'),
    parked: counter('hookline_parked_total', 'Deliveries parked after their last attempt'),
    discarded: counter('hookline_discarded_total', 'Deliveries discarded by a decision'),
    republished: counter(
      'hookline_republished_blocks_total',
      'Blocks published again because no answer came; 0 without a crash',
    ),
    copies: counter('hookline_copied_events_total', 'Events recorded again under an id capture knew, and skipped'),
    conflicts: counter(
      'hookline_conflicting_copies_total',
      'Skipped copies that said something else than the event they repeat',
    ),
    failed: new Counter({
      name: 'hookline_failed_attempts_total',
      help: 'Failed attempts, by deliveries; endpoint: nobody could answer, message: the answer was no',
      labelNames: ['kind'],
      registers: [registry],
    }),
  };
};

const histograms = (registry: Registry) => {
  const histogram = (name: string, help: string, buckets: ReadonlyArray<number>): Histogram =>
    new Histogram({ name, help, buckets: [...buckets], registers: [registry] });
  return {
    accept: histogram('hookline_accept_seconds', 'From a request with events to its durable answer', REQUEST_BUCKETS),
    request: histogram('hookline_request_seconds', 'One attempt at a destination', REQUEST_BUCKETS),
    delivery: histogram(
      'hookline_delivery_seconds',
      'From recorded in the log to confirmed, by deliveries',
      DELIVERY_BUCKETS,
    ),
  };
};

/** Prometheus metrics in a registry of their own. */
export const prometheusMetrics = (): PrometheusMetrics => {
  const registry = new Registry();
  const counter = counters(registry);
  const histogram = histograms(registry);
  const delay = eventLoopDelay();
  let gauges = noGauges;
  prometheusGauges(registry, () => gauges, delay.longest);
  counter.failed.inc({ kind: 'endpoint' }, 0);
  counter.failed.inc({ kind: 'message' }, 0);
  return {
    metrics: {
      accepted: (events, repeats) => {
        counter.accepted.inc(events);
        counter.repeated.inc(repeats);
      },
      captured: (deliveries) => counter.captured.inc(deliveries),
      delivered: (deliveries) => counter.delivered.inc(deliveries),
      failedAttempts: (deliveries, kind) => counter.failed.inc({ kind }, deliveries),
      parked: (deliveries) => counter.parked.inc(deliveries),
      discarded: (deliveries) => counter.discarded.inc(deliveries),
      acceptLatency: (ms) => histogram.accept.observe(ms / 1000),
      requestLatency: (ms) => histogram.request.observe(ms / 1000),
      deliveryLatency: (ms, deliveries) => observeMany(histogram.delivery, ms / 1000, deliveries),
      copies: (events) => counter.copies.inc(events),
      conflicts: (events) => counter.conflicts.inc(events),
      republished: (blocks) => counter.republished.inc(blocks),
    },
    observe: (observed) => {
      gauges = observed;
    },
    contentType: registry.contentType,
    expose: () => registry.metrics(),
    close: delay.close,
  };
};
