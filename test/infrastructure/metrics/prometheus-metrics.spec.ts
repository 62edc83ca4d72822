import { expect } from 'chai';
import { type Gauges } from '../../../src/infrastructure/metrics/gauges';
import { prometheusMetrics, type PrometheusMetrics } from '../../../src/infrastructure/metrics/prometheus-metrics';

const gauges = (changes: Partial<Gauges>): Gauges => ({
  unsettled: () => 0,
  largestLanes: () => [],
  hooksBehind: () => 0,
  oldestWaitingSeconds: () => 0,
  ...changes,
});

describe('The Prometheus metrics', () => {
  let prometheus: PrometheusMetrics;
  const samples = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(
      (await prometheus.expose())
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const end = line.lastIndexOf(' ');
          return [line.slice(0, end), Number(line.slice(end + 1))];
        }),
    );

  beforeEach(() => {
    prometheus = prometheusMetrics();
  });
  afterEach(() => {
    prometheus.close();
  });

  it('count what the engine reports', async () => {
    const { metrics } = prometheus;
    metrics.accepted(100, 3);
    metrics.captured(250);
    metrics.delivered(200);
    metrics.failedAttempts(7, 'endpoint');
    metrics.failedAttempts(2, 'message');
    metrics.parked(2);
    metrics.discarded(1);
    metrics.copies(6);
    metrics.conflicts(1);
    metrics.republished(4);
    expect(await samples()).to.include({
      hookline_accepted_events_total: 100,
      hookline_repeated_events_total: 3,
      hookline_captured_deliveries_total: 250,
      hookline_delivered_total: 200,
      'hookline_failed_attempts_total{kind="endpoint"}': 7,
      'hookline_failed_attempts_total{kind="message"}': 2,
      hookline_parked_total: 2,
      hookline_discarded_total: 1,
      hookline_copied_events_total: 6,
      hookline_conflicting_copies_total: 1,
      hookline_republished_blocks_total: 4,
    });
  });

  it('start at nothing, with every line there', async () => {
    const all = await samples();
    expect(all).to.include({
      hookline_accepted_events_total: 0,
      'hookline_failed_attempts_total{kind="endpoint"}': 0,
      hookline_hooks_behind: 0,
      hookline_oldest_waiting_seconds: 0,
      'hookline_unsettled_deliveries{lane="rest"}': 0,
    });
    expect(all).to.have.property('hookline_event_loop_delay_seconds').that.is.at.least(0);
  });

  it('spread latencies over buckets in seconds, deliveries each counted', async () => {
    const { metrics } = prometheus;
    metrics.acceptLatency(4);
    metrics.requestLatency(700);
    metrics.deliveryLatency(40, 100);
    const all = await samples();
    expect(all).to.include({
      'hookline_accept_seconds_bucket{le="0.0025"}': 0,
      'hookline_accept_seconds_bucket{le="0.005"}': 1,
      'hookline_request_seconds_bucket{le="0.5"}': 0,
      'hookline_request_seconds_bucket{le="1"}': 1,
      'hookline_delivery_seconds_bucket{le="0.02"}': 0,
      'hookline_delivery_seconds_bucket{le="0.05"}': 100,
      hookline_delivery_seconds_count: 100,
    });
    expect(all['hookline_delivery_seconds_sum']).to.be.closeTo(4, 0.001);
  });

  describe('once the engine is up', () => {
    it('read its gauges at each scrape', async () => {
      let behind = 2;
      prometheus.observe(gauges({ hooksBehind: () => behind, oldestWaitingSeconds: () => 12.5 }));
      expect(await samples()).to.include({ hookline_hooks_behind: 2, hookline_oldest_waiting_seconds: 12.5 });
      behind = 0;
      expect(await samples()).to.include({ hookline_hooks_behind: 0 });
    });

    it('show the largest lanes and put all others together', async () => {
      const lanes = Array.from({ length: 1000 }, (_, n) => ({ lane: `h${String(n)}`, unsettled: 1000 - n }));
      const asked: Array<number> = [];
      prometheus.observe(
        gauges({
          unsettled: () => 500_500,
          largestLanes: (most) => {
            asked.push(most);
            return lanes.slice(0, most);
          },
        }),
      );
      const shown = Object.entries(await samples()).filter(([name]) =>
        name.startsWith('hookline_unsettled_deliveries'),
      );
      expect(shown).to.have.length(21);
      expect(shown.reduce((sum, [, value]) => sum + value, 0)).to.equal(500_500);
      expect(asked).to.deep.equal([20]);
    });

    it('forget a lane that has nothing left', async () => {
      prometheus.observe(gauges({ unsettled: () => 5, largestLanes: () => [{ lane: 'h1', unsettled: 5 }] }));
      expect(await samples()).to.include({ 'hookline_unsettled_deliveries{lane="h1"}': 5 });
      prometheus.observe(gauges({}));
      expect(await samples()).not.to.have.property('hookline_unsettled_deliveries{lane="h1"}');
    });
  });

  it('are apart from those of another engine in the same process', async () => {
    const other = prometheusMetrics();
    other.metrics.accepted(5, 0);
    other.close();
    expect(await samples()).to.include({ hookline_accepted_events_total: 0 });
  });

  it('are offered in the text format of Prometheus', () => {
    expect(prometheus.contentType).to.include('text/plain');
  });
});
