import { type NamedUuid } from '../shared/named-uuid';

/** The project's own namespace; every derived id below starts here, so the same cause has the same id for ever. */
export const HOOKLINE_NAMESPACE = '6e9d4a52-1f0b-5c36-9a7e-3d1c8f2b7a90';

export const deliveryId = (named: NamedUuid, hook: number, event: string): string =>
  named(HOOKLINE_NAMESPACE, `delivery:${String(hook)}:${event}`);

/** A second run over the same events is another cause (design 8). */
export const runDeliveryId = (named: NamedUuid, run: string, event: string): string =>
  named(HOOKLINE_NAMESPACE, `delivery:run:${run}:${event}`);

/** `from` and `to`: revisions of the first and last delivery's events in the day's stream. */
export const runBlockId = (
  named: NamedUuid,
  run: string,
  { day, from, to }: { readonly day: string; readonly from: bigint; readonly to: bigint },
): string => named(HOOKLINE_NAMESPACE, `block:run:${run}:${day}:${String(from)}:${String(to)}`);

/** `from` and `to`: positions of the first and last delivery's events. */
export const blockId = (
  named: NamedUuid,
  hook: number,
  stretch: { readonly from: bigint; readonly to: bigint },
): string => named(HOOKLINE_NAMESPACE, `block:${String(hook)}:${String(stretch.from)}:${String(stretch.to)}`);

/** The block of a test event, which stands nowhere in the log: made of its only delivery. */
export const trialBlockId = (named: NamedUuid, delivery: string): string => named(delivery, 'trial');

/** What is left of a block after its `turn`-th answer. */
export const leftOverId = (named: NamedUuid, root: string, turn: number): string => named(root, `left:${String(turn)}`);

/** The halves of a together block the far side found too large (413). */
export const halfId = (named: NamedUuid, block: string, half: 0 | 1): string => named(block, `half:${String(half)}`);

/** The `n`-th block a redelivery request makes. */
export const redeliveryRoot = (named: NamedUuid, ask: string, n: number): string =>
  named(ask, `redelivery:${String(n)}`);
