import { type Lane } from '../../domain/capture/lane';
import { type Log } from '../ports/log';

interface Told {
  readonly open: boolean;
  readonly behind: boolean;
}
/** What the operators' log has last said of each lane in trouble. */
export type TroubleTold = Map<number, Told>;

const AT_REST: Told = { open: false, behind: false };

/** Says once that a hook's circuit opened or closed, that it fell behind or caught up. */
export const tellChanges = (told: TroubleTold, lane: Lane, log: Pick<Log, 'info' | 'warn'>): void => {
  const { hook, account } = lane;
  const before = told.get(hook) ?? AT_REST;
  const now: Told = { open: lane.circuit.state === 'open', behind: lane.behind !== null };
  if (now.open !== before.open) tellCircuit(now.open, { hook, account }, log);
  if (now.behind !== before.behind) tellBehind(now.behind, { hook, account }, log);
  if (now.open || now.behind) told.set(hook, now);
  else told.delete(hook);
};

type Named = Pick<Lane, 'hook' | 'account'>;

const tellCircuit = (open: boolean, named: Named, log: Pick<Log, 'info' | 'warn'>): void => {
  if (open) log.warn('the circuit of a hook opened: its endpoint is probed until it answers', { ...named });
  else log.info('the circuit of a hook closed', { ...named });
};

const tellBehind = (behind: boolean, named: Named, log: Pick<Log, 'info'>): void => {
  log.info(behind ? 'a hook fell behind: its events wait in the log' : 'a hook caught up', { ...named });
};
