import { type DeletedHook, type LivingHook } from '../../domain/hook/hook';
import { type Ordering } from '../../domain/delivery/ordering';
import { rateWithin } from '../../domain/destination/handshake';
import { type DeliveryVerdict, type OutgoingMessage } from '../ports/delivery-transport';
import { type BlockCommand, type BlockItem } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { describedDefect } from './described-defect';
import { type HookGate } from './hook-gates';
import { type OpenedDestinations } from './opened-destinations';
import { DEFECT, UNREADABLE_SECRET } from './own-failures';
import { type Pace } from './pace';
import { type Permits } from './permits';
import { type Streak } from './streak';

/** A hook that delivers, as it stands now. */
export interface Delivering {
  readonly hook: LivingHook | DeletedHook;
  readonly revision: number;
}

/** The rate of an export run, besides its hook's. */
export interface RunGate {
  readonly pace: Pace;
  readonly rateLimit: () => number | undefined;
}

/** One block being sent: what every request of it needs. */
export interface Sending {
  readonly command: BlockCommand;
  readonly gate: HookGate;
  readonly inFlight: Permits;
  readonly streak: Streak;
  readonly destinations: OpenedDestinations;
  /** The hook's when the block was begun, also of a hook that does not deliver. */
  readonly ordering: Ordering['mode'];
  /** Bodies that leave otherwise than they lie in the items: with contents. By place in the root block. */
  readonly bodies?: ReadonlyMap<number, string>;
  readonly parallelism: number;
  /** Monotonic: what has not begun by then is returned. */
  readonly deadline: number;
  /** Null: a live block. */
  readonly run: RunGate | null;
  /** Null when the hook or the run does not deliver (suspended, inactive, deleted, unknown) or the worker stops. */
  readonly delivering: () => Delivering | null;
  /** Somebody was erased of whom the block has something in plain: it is returned, and comes again without. */
  readonly overtaken: () => boolean;
}

const ENOUGH_FAILURES = 5;

/** Whether the rest of the block is to be returned untried (design 5). */
export const isOver = (sending: Sending, now: number): boolean => {
  const { command, streak, deadline, delivering, overtaken } = sending;
  const failures = streak.failuresInARow();
  const hasFailed = failures >= ENOUGH_FAILURES || (command.probe && failures > 0);
  return hasFailed || now >= deadline || delivering() === null || overtaken();
};

/** One request, when the hook's slots, its rate and the process's cap allow; null when the block was over by then. */
export const attempt = async (
  sending: Sending,
  dependencies: DeliverDependencies,
  message: () => OutgoingMessage,
): Promise<DeliveryVerdict | null> => {
  const { gate, inFlight, streak, run } = sending;
  const { clock, log } = dependencies;
  const slot = run === null ? gate.slots.take() : slotOfRun(sending, run, clock.monotonic());
  if (slot !== undefined) await slot;
  const turn = isOver(sending, clock.monotonic()) ? undefined : gate.pace.next(rateLimitOf(sending));
  if (turn !== undefined) await turn;
  const permit = inFlight.take();
  if (permit !== undefined) await permit;
  const verdict = isOver(sending, clock.monotonic())
    ? null
    : await send(sending, dependencies, message).catch((cause: unknown): DeliveryVerdict => {
        log.error('a request met a defect', { hook: sending.command.hook, ...describedDefect(cause) });
        return DEFECT;
      });
  if (verdict !== null) streak.note(verdict);
  inFlight.giveBack();
  gate.slots.giveBack();
  return verdict;
};

/** A run waits for its own rate first, and then behind what is live. */
const slotOfRun = (sending: Sending, run: RunGate, now: number): Promise<void> | undefined => {
  const { slots } = sending.gate;
  const turn = isOver(sending, now) ? undefined : run.pace.next(run.rateLimit());
  return turn === undefined ? slots.takeLast() : turn.then(() => slots.takeLast());
};

/** The hook's own limit, or what the endpoint granted in its handshake if that is less. */
const rateLimitOf = ({ delivering }: Sending): number | undefined => {
  const definition = delivering()?.hook.definition;
  if (definition === undefined) return undefined;
  const { destination, rateLimit } = definition;
  return destination.kind === 'http' ? rateWithin(rateLimit, destination.handshake?.granted) : rateLimit;
};

const send = async (
  { delivering, destinations }: Sending,
  { transport, clock, metrics }: DeliverDependencies,
  message: () => OutgoingMessage,
): Promise<DeliveryVerdict> => {
  const standing = delivering();
  const to = standing === null ? null : destinations.open(standing.hook, standing.revision);
  if (to === null) return UNREADABLE_SECRET;
  const began = clock.monotonic();
  const verdict = await transport.deliver(to, message());
  metrics.requestLatency(clock.monotonic() - began);
  return verdict;
};

/** The body of an item as it leaves. */
export const bodyOf = ({ bodies }: Sending, { index, body }: BlockItem): string => bodies?.get(index) ?? body ?? '';
