import { type Container } from 'inversify';
import { holdRole, type RoleHolding, type RoleWork } from '../../../application/cluster/hold-role';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';
import { capturesWork } from './captures-work';

/** The only process: capture must begin, and when another one takes over the process is beyond help. */
const alone = (container: Container, work: RoleWork): Part => {
  const readiness = container.get(TOKENS.readiness);
  return {
    part: 'capture',
    start: async () => {
      const begun = await work.begin();
      if (begun === null) throw new Error('capture did not begin: is another engine writing to this log?');
      readiness.set('capture', true, 'follows the log');
      void begun.ended.then((how) => {
        if (how === 'fenced') readiness.fail('capture', 'another capture has taken over; stop one of the two engines');
      });
    },
    stop: work.end,
  };
};

/** One of several: it holds the role or stands by. */
const amongOthers = (container: Container, work: RoleWork): Part => {
  const readiness = container.get(TOKENS.readiness);
  const seat = container.get(TOKENS.captureSeat);
  let holding: RoleHolding | null = null;
  let stopping = false;
  const noted: RoleWork = {
    begin: async () => {
      const begun = await work.begin();
      if (begun === null) return null;
      readiness.set('capture', true, 'follows the log');
      void begun.ended.then(() => {
        readiness.set('capture', true, 'stands by');
        if (!stopping) seat.standBy();
      });
      return begun;
    },
    end: work.end,
  };
  return {
    part: 'capture',
    start: async () => {
      readiness.set('capture', true, 'stands by');
      seat.standBy();
      holding = holdRole(
        {
          membership: container.get(TOKENS.membership),
          holdings: container.get(TOKENS.holdings),
          clock: container.get(TOKENS.clock),
          log: container.get(TOKENS.log),
        },
        'capture',
        noted,
      );
      await holding.decided;
    },
    stop: async () => {
      stopping = true;
      await holding?.stop();
    },
  };
};

export const capturePart = (container: Container): Part => {
  const work = capturesWork(container);
  return container.isBound(TOKENS.nats) ? amongOthers(container, work) : alone(container, work);
};
