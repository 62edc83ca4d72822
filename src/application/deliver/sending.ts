import { type LivingHook } from '../../domain/hook/hook';
import { type OpenedDestination, type DeliveryVerdict, type OutgoingMessage } from '../ports/delivery-transport';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { type HookGate } from './hook-gates';
import { type OpenedDestinations } from './opened-destinations';
import { type Permits } from './permits';
import { type Streak } from './streak';

/** One block being sent: what every request of it needs. */
export interface Sending {
  readonly command: BlockCommand;
  readonly gate: HookGate;
  readonly inFlight: Permits;
  readonly streak: Streak;
  readonly destinations: OpenedDestinations;
  /** Monotonic: what has not begun by then is returned. */
  readonly deadline: number;
  /** The hook as it stands; null when it does not deliver (suspended, inactive, deleted, unknown). */
  readonly delivering: () => { readonly hook: LivingHook; readonly revision: number } | null;
}

const ENOUGH_FAILURES = 5;

/** Whether the rest of the block is to be returned untried (design 5). */
export const isOver = ({ command, streak, deadline, delivering }: Sending, now: number): boolean => {
  const failures = streak.failuresInARow();
  return failures >= ENOUGH_FAILURES || (command.probe && failures > 0) || now >= deadline || delivering() === null;
};

const UNREADABLE: DeliveryVerdict = {
  type: 'DeliveryFailure',
  kind: 'endpoint',
  reason: 'secret',
  detail: 'a secret of the hook cannot be opened with this master key: start with the key it was saved under, or save the hook anew',
  gone: false,
  tooLarge: false,
};

type Unsigned = Omit<OutgoingMessage, 'hook'>;

/** One request, when the hook's slots, its rate and the process's cap allow; null when the block was over by then. */
export const attempt = async (
  sending: Sending,
  { transport, clock, metrics }: DeliverDependencies,
  message: () => Unsigned,
): Promise<DeliveryVerdict | null> => {
  const { gate, inFlight, streak, command } = sending;
  const slot = gate.slots.take();
  if (slot !== undefined) await slot;
  const verdict = await paced();
  gate.slots.giveBack();
  if (verdict !== null) streak.note(verdict);
  return verdict;

  async function paced(): Promise<DeliveryVerdict | null> {
    const turn = gate.pace.next(sending.delivering()?.hook.definition.rateLimit);
    if (turn !== undefined) await turn;
    const permit = inFlight.take();
    if (permit !== undefined) await permit;
    const sent = isOver(sending, clock.monotonic()) ? null : await send();
    inFlight.giveBack();
    return sent;
  }

  async function send(): Promise<DeliveryVerdict | null> {
    const to = destinationOf(sending);
    if (to === null) return UNREADABLE;
    const began = clock.monotonic();
    const answered = await transport.deliver(to, { hook: command.hook, ...message() });
    metrics.requestLatency(clock.monotonic() - began);
    return answered;
  }
};

const destinationOf = ({ delivering, destinations }: Sending): OpenedDestination | null => {
  const standing = delivering();
  return standing === null ? null : destinations.open(standing.hook, standing.revision);
};
