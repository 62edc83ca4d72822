import * as E from 'fp-ts/Either';
import { type RunParkedAtOnce } from '../../../domain/capture/run-record';
import { encodeParkedEvent } from '../../codecs/parked-codec';
import { exportParkedStream } from '../../streams';
import { untilAvailable } from '../../until-available';
import { type CaptureDependencies } from '../capture-dependencies';
import { type RunTurnDependencies } from './run-turn';

/** Parks an event that cannot become a message; it counts once a record of the run names it. */
export const parkInRun =
  ({
    eventStore,
    identity,
    clock,
    log,
  }: Pick<CaptureDependencies, 'eventStore' | 'identity' | 'clock' | 'log'>): RunTurnDependencies['park'] =>
  async (
    { run, entry },
    { item: { delivery, event, type, position }, field, reason: why },
  ): Promise<RunParkedAtOnce> => {
    const reason = `cannot be shaped: ${field}: ${why}`;
    const stored = encodeParkedEvent({
      type: 'DeliveriesParked',
      hook: run.hook,
      at: new Date(clock.now()).toISOString(),
      deliveries: [
        {
          delivery,
          event,
          position,
          revision: entry.shaping.revision,
          root: delivery,
          index: 0,
          round: 0,
          eventType: type,
          attempts: 0,
          reason,
          sealed: '',
          bytes: 0,
        },
      ],
    });
    const id = identity.named(delivery, 'parked-at-once');
    const append = eventStore.append(exportParkedStream(run.account, run.run), 'any', [{ id, ...stored }]);
    const appended = await untilAvailable(append, { clock, log, stopped: () => false });
    return { delivery, reason, parkedRevision: E.isRight(appended) ? String(appended.right.revision) : '0' };
  };
