import * as fc from 'fast-check';
import { type AnswerKind } from '../../src/domain/delivery/outcome';
import { type Place } from '../../src/application/ports/delivery-search';
import { anOutcome } from './outcome-builder';
import { type SearchLog } from './search-log';

/** One step of what can happen to hook 1; numbers choose among what is there. */
export type Step =
  | { readonly do: 'capture'; readonly n: number }
  | { readonly do: 'park at once' }
  | { readonly do: 'skip'; readonly skipped: number }
  | {
      readonly do: 'answer';
      readonly block: number;
      readonly answer: AnswerKind;
      readonly indexes: ReadonlyArray<number>;
    }
  | {
      readonly do: 'redeliver' | 'discard';
      readonly block: number;
      readonly index: number;
      readonly from: 'parked' | 'waiting';
    }
  | { readonly do: 'resend'; readonly block: number; readonly index: number }
  | { readonly do: 'end'; readonly how: 'deleted' | 'resumed skipping' };

const block = fc.nat(9);
const index = fc.nat(3);
const from = fc.constantFrom('parked' as const, 'waiting' as const);

export const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('capture' as const), n: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'park at once' } as const) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('skip' as const), skipped: fc.nat(3) }) },
    {
      weight: 10,
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        block,
        answer: fc.constantFrom<AnswerKind>('delivered', 'discarded', 'parked', 'failed', 'returned'),
        indexes: fc.uniqueArray(index, { minLength: 1 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('redeliver' as const), block, index, from }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('discard' as const), block, index, from }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('resend' as const), block, index }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('end' as const),
        how: fc.constantFrom('deleted' as const, 'resumed skipping' as const),
      }),
    },
  ),
  { maxLength: 30 },
);

const AT = '2026-11-23T00:00:00Z';

const UNSHAPED = 'unshaped-';

/** Writes the steps as capture, workers and people would. */
export const play = (log: SearchLog, history: ReadonlyArray<Step>): void => {
  const roots: { readonly root: string; readonly n: number }[] = [];
  // Above every position of the model log: what is captured was recorded after all that happened before.
  let position = 1_000_000n;
  let asks = 0;
  let ended = false;
  const ref = ({ root, index: at }: Place) => ({
    delivery: root.startsWith(UNSHAPED) ? root : `${root}#${String(at)}`,
    event: 'event',
    position: 1n,
    revision: 0,
    root,
    index: at,
    round: 1,
  });
  const placeAt = (block: number, index: number): Place | null => {
    const chosen = roots[block % Math.max(1, roots.length)];
    return chosen === undefined ? null : { root: chosen.root, index: index % chosen.n };
  };
  const parked = (place: Place): string =>
    log.parked({
      type: 'DeliveriesParked',
      hook: 1,
      at: AT,
      deliveries: [{ ...ref(place), eventType: 'click', attempts: 1, reason: 'status', sealed: '', bytes: 1 }],
    });
  const ask = (place: Place, seen: 'parked' | 'waiting' | 'delivered'): void => {
    asks += 1;
    const name = `ask-${String(asks)}`;
    const deliveries = [{ ...ref(place), from: seen, bytes: 1 }];
    log.parked({ type: 'RedeliveryAsked', ask: name, hook: 1, at: AT, by: 'anna', deliveries });
    roots.push({ root: `${name}/redelivery:0`, n: 1 });
  };

  const answer = ({ block, answer: kind, indexes }: Step & { do: 'answer' }): void => {
    const chosen = roots[block % Math.max(1, roots.length)];
    const within = indexes.filter((one) => one < (chosen?.n ?? 0));
    if (chosen === undefined || within.length === 0) return;
    const parkedRevision =
      kind === 'parked' ? { parkedRevision: parked({ root: chosen.root, index: within[0] ?? 0 }) } : {};
    const failed = kind === 'failed' ? { kind: 'message' as const } : {};
    log.answered(anOutcome({ root: chosen.root, indexes: within, answer: kind, ...parkedRevision, ...failed }));
  };
  const capture = (n: number): void => {
    if (ended) return;
    position += 10n;
    const root = `block-${String(position)}`;
    log.captured({ blocks: [{ id: root, hook: 1, from: position, to: position + 9n, n, bytes: n, revision: 0 }] });
    roots.push({ root, n });
  };
  const decide = (step: Step & { do: 'redeliver' | 'discard' | 'resend' }): void => {
    const place = placeAt(step.block, step.index);
    if (place === null) return;
    if (step.do === 'resend') ask(place, 'delivered');
    else if (step.do === 'redeliver') ask(place, step.from);
    else
      log.parked({
        type: 'DeliveriesDiscarded',
        hook: 1,
        at: AT,
        by: 'anna',
        reason: 'x',
        deliveries: [{ ...ref(place), from: step.from }],
      });
  };
  const parkAtOnce = (): void => {
    if (ended) return;
    position += 10n;
    const delivery = `${UNSHAPED}${String(position)}`;
    const revision = parked({ root: delivery, index: 0 });
    log.captured({ parked: [{ hook: 1, delivery, position, reason: 'field', parkedRevision: revision }] });
    roots.push({ root: delivery, n: 1 });
  };

  log.hookIs(1, 'created');
  for (const step of history)
    switch (step.do) {
      case 'capture':
        capture(step.n);
        break;
      case 'park at once':
        parkAtOnce();
        break;
      case 'skip':
        log.captured({ behind: [{ hook: 1, after: position, skipped: step.skipped }] });
        break;
      case 'answer':
        answer(step);
        break;
      case 'redeliver':
      case 'discard':
      case 'resend':
        decide(step);
        break;
      case 'end':
        log.hookIs(1, step.how);
        ended ||= step.how === 'deleted';
        break;
    }
};
