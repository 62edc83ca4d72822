import { Gauge, type Registry } from 'prom-client';
import { type Gauges } from './gauges';

/** Lanes with a line of their own; all others share the line `rest`, so that hooks cannot multiply the lines. */
export const LANES_SHOWN = 20;

interface Shown {
  readonly name: string;
  readonly help: string;
  readonly value: () => number;
}

/** Registers gauges that ask `current` at each scrape. */
export const prometheusGauges = (registry: Registry, current: () => Gauges, longestDelay: () => number): void => {
  const single = ({ name, help, value }: Shown): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  single({
    name: 'hookline_hooks_behind',
    help: 'Hooks whose deliveries wait as a position in the log',
    value: () => current().hooksBehind(),
  });
  single({
    name: 'hookline_oldest_waiting_seconds',
    help: 'How long the oldest delivery waits',
    value: () => current().oldestWaitingSeconds(),
  });
  single({
    name: 'hookline_event_loop_delay_seconds',
    help: 'The longest the event loop was late since the last scrape',
    value: longestDelay,
  });
  new Gauge({
    name: 'hookline_unsettled_deliveries',
    help: `Deliveries without an outcome, by lane; beyond the ${String(LANES_SHOWN)} largest lanes together as rest`,
    labelNames: ['lane'],
    registers: [registry],
    collect() {
      const { unsettled, largestLanes } = current();
      const lanes = largestLanes(LANES_SHOWN).slice(0, LANES_SHOWN);
      this.reset();
      for (const { lane, unsettled: deliveries } of lanes) this.set({ lane }, deliveries);
      const shown = lanes.reduce((sum, lane) => sum + lane.unsettled, 0);
      this.set({ lane: 'rest' }, Math.max(0, unsettled() - shown));
    },
  });
};
