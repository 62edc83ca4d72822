import * as E from 'fp-ts/Either';
import { decodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { decodeOutcomes } from '../../src/application/codecs/outcome-codec';
import { decodeRunCaptured, RUN_CAPTURED } from '../../src/application/codecs/run-record-codec';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { deliveryId } from '../../src/domain/block/ids';
import { getOrPut } from '../../src/domain/shared/get-or-put';
import { type AnswerKind } from '../../src/domain/delivery/outcome';
import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { type ModelEvent } from './model-events';
import { type ModelHook, type Standing } from './model-hooks';
import { type World } from './world';

/** What must have become of one delivery, worked out delivery by delivery from the log. */
export interface Fate {
  readonly delivery: string;
  readonly event: ModelEvent;
  readonly end: 'delivered' | 'parked' | 'discarded' | 'lost';
}

interface Answered {
  readonly answer: AnswerKind;
  readonly position: bigint;
}

const named = namedUuid();

/** Whether the hook, as it stood at the event's position, wanted it. */
const wanted = (hook: ModelHook, event: ModelEvent): boolean => {
  const standing = hook.standings.findLast(({ position }) => position < event.position);
  const captures = standing?.status === 'active' || standing?.status === 'suspended';
  return captures && takes(standing, event);
};

/** Whether a rule takes an event, whenever it came. */
export const takes = ({ definition: { rule } }: Standing, event: ModelEvent): boolean => {
  const { types, conditions } = rule;
  const least = conditions !== undefined && 'value' in conditions ? Number(conditions.value) : 0;
  return types.includes(event.type) && event.size >= least;
};

export const answersIn = (
  log: ReadonlyArray<RecordedEvent>,
  world: World,
): ReadonlyMap<string, ReadonlyArray<Answered>> => {
  const places = new Map<string, string>();
  for (const { root, items } of world.history.published) {
    for (const { index, delivery } of items) places.set(`${root}/${String(index)}`, delivery);
  }
  const answers = new Map<string, Answered[]>();
  for (const { place, ...answered } of log.flatMap(answersOf)) {
    const delivery = places.get(place);
    if (delivery !== undefined) getOrPut(answers, delivery, () => []).push(answered);
  }
  return answers;
};

const answersOf = (stored: RecordedEvent): ReadonlyArray<Answered & { readonly place: string }> => {
  const group = stored.stream.startsWith('outcomes-') ? decodeOutcomes(stored) : null;
  if (group === null || E.isLeft(group)) return [];
  return group.right.outcomes.flatMap(({ root, answers }) =>
    answers.flatMap(({ answer, indexes }) =>
      indexes.map((index) => ({ place: `${root}/${String(index)}`, answer, position: stored.position })),
    ),
  );
};

const parkedInPage = (stored: RecordedEvent): ReadonlyArray<{ readonly delivery: string }> => {
  if (stored.type === RUN_CAPTURED) {
    const page = decodeRunCaptured(stored);
    return E.isRight(page) ? page.right.parked : [];
  }
  const record = stored.type === 'PageCaptured' ? decodeCaptureRecord(stored) : null;
  return record !== null && E.isRight(record) && record.right.type === 'PageCaptured' ? record.right.parked : [];
};

export const parkedAtOnceIn = (log: ReadonlyArray<RecordedEvent>): ReadonlySet<string> =>
  new Set(log.flatMap(parkedInPage).map(({ delivery }) => delivery));

const endOf = (
  hook: ModelHook,
  event: ModelEvent,
  { answers, atOnce }: { readonly answers: ReadonlyArray<Answered>; readonly atOnce: boolean },
): Fate['end'] => {
  const said = (answer: AnswerKind): Answered | undefined => answers.find((one) => one.answer === answer);
  if (said('delivered') !== undefined) return 'delivered';
  if (said('discarded') !== undefined) return 'discarded';
  if (atOnce) return 'parked';
  const parked = said('parked');
  const skipped = hook.skips.find((position) => position > event.position);
  const waited = skipped !== undefined && (parked === undefined || parked.position > skipped);
  if (waited) return 'discarded';
  return parked === undefined ? 'lost' : 'parked';
};

/** Every delivery that must be, by hook in the order of its events. */
export const fatesOf = (
  log: ReadonlyArray<RecordedEvent>,
  world: World,
): ReadonlyMap<ModelHook, ReadonlyArray<Fate>> => {
  const answers = answersIn(log, world);
  const atOnce = parkedAtOnceIn(log);
  return new Map(
    world.hooks.all().map((hook) => {
      const fates = world.events
        .all()
        .filter((event) => wanted(hook, event))
        .map((event): Fate => {
          const delivery = deliveryId(named, hook.id, event.id);
          const known = { answers: answers.get(delivery) ?? [], atOnce: atOnce.has(delivery) };
          return { delivery, event, end: endOf(hook, event, known) };
        });
      return [hook, fates] as const;
    }),
  );
};
