import { type Capture } from '../../../application/capture/capture';
import { type Gauges } from '../../metrics/gauges';

/** What a capture shows at a scrape. */
export const capturesGauges = (capture: Capture, now: () => number): Gauges => ({
  unsettled: () => [...capture.gauges().unsettled.values()].reduce((sum, one) => sum + one, 0),
  largestLanes: (most) =>
    [...capture.gauges().unsettled]
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([hook, unsettled]) => ({ lane: `hook:${String(hook)}`, unsettled })),
  hooksBehind: () => capture.gauges().hooksBehind,
  oldestWaitingSeconds: () => {
    const { oldestWaiting } = capture.gauges();
    return oldestWaiting === null ? 0 : Math.max(0, (now() - oldestWaiting) / 1000);
  },
});
