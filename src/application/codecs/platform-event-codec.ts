import * as E from 'fp-ts/Either';
import { DIMENSIONS, type PlatformEvent, type Subjects } from '../../domain/platform-event/platform-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { type SealedPart, sealedPartShape, type StoredForm, storedShape } from './platform-event-shapes';
import { type Enclosed, type RoutedEvent } from './routed-event';
import { parseAs } from './shape';

/** Type of the events in the platformEvents streams; the stored event's id is the platform event's. */
export const PLATFORM_EVENT = 'PlatformEvent';

/** Both halves of an event as JSON text, each written once. */
export interface WrittenEvent {
  /** In clear in the log. */
  readonly routing: string;
  /** To be sealed when the event has a profile. */
  readonly personal: string;
  /** The subjects as they stand in the routing part: ids only. */
  readonly subjects: Subjects;
}

/** Minus zero is written as 0. */
const asWritten = (id: string | number): string | number => (id === 0 ? 0 : id);

const idsOf = (subjects: Subjects): { readonly ids: Subjects; readonly more: boolean } => {
  const ids: { -readonly [dimension in keyof Subjects]: Subjects[dimension] } = {};
  let more = false;
  for (const dimension of DIMENSIONS) {
    const subject = subjects[dimension];
    if (subject === undefined) continue;
    ids[dimension] = { id: asWritten(subject.id) };
    more ||= Object.keys(subject).length > 1;
  }
  return { ids, more };
};

/** `owner` is the pseudonym of the event's profile. */
export const writeEvent = (event: PlatformEvent, owner: string | undefined): WrittenEvent => {
  const { account, type, source, occurredAt, touchedFields, entity } = event;
  const { producerId, data, profile, customData, audit, isStatic, sendsTryingNum } = event;
  const { ids, more } = idsOf(event.subjects);
  const capture = event.capture ? undefined : false;
  const isTest = event.isTest ? true : undefined;
  const subjects = more ? event.subjects : undefined;
  return {
    routing: JSON.stringify({
      v: 1,
      account,
      type,
      source,
      occurredAt,
      subjects: ids,
      owner,
      touchedFields,
      capture,
      isTest,
      entity,
    }),
    personal: JSON.stringify({ producerId, subjects, profile, data, customData, audit, isStatic, sendsTryingNum }),
    subjects: ids,
  };
};

/** What stands after the sealed text. */
export const SEALED_END = '"}';

/** Data of the stored event. `sealed` is base64 and needs no escaping; both parts are joined as text, not written again. */
export const sealedData = ({ routing }: WrittenEvent, sealed: string): string =>
  `${routing.slice(0, -1)},"sealed":"${sealed}${SEALED_END}`;
export const openData = ({ routing, personal }: WrittenEvent): string => `${routing.slice(0, -1)},"open":${personal}}`;

const readStored = parseAs(storedShape);
const readSealedPart = parseAs(sealedPartShape);

/** An event beside what of it stands in its stored data. */
export interface SealedEvent {
  readonly event: PlatformEvent;
  /** Ids only. */
  readonly subjects: Subjects;
  /** Pseudonym of the profile. */
  readonly owner: string;
  /** Base64. */
  readonly text: string;
}

const enclosedIn = ({ owner, sealed, open }: StoredForm): E.Either<string, Enclosed> => {
  if (open !== undefined && sealed === undefined) return E.right({ form: 'open', part: open });
  if (open !== undefined || sealed === undefined) return E.left('must be either sealed or open');
  return owner === undefined ? E.left('is sealed and has no owner') : E.right({ form: 'sealed', owner, text: sealed });
};

const routedFrom = (stored: RecordedEvent, form: StoredForm, enclosed: Enclosed): RoutedEvent => ({
  id: stored.id,
  stream: stored.stream,
  revision: stored.revision,
  position: stored.position,
  recordedAt: stored.recordedAt,
  account: form.account,
  type: form.type,
  source: form.source,
  occurredAt: form.occurredAt,
  subjects: form.subjects,
  capture: form.capture ?? true,
  isTest: form.isTest ?? false,
  ...(form.owner === undefined ? {} : { owner: form.owner }),
  ...(form.entity === undefined ? {} : { entity: form.entity }),
  ...(form.touchedFields === undefined ? {} : { touchedFields: form.touchedFields }),
  enclosed,
});

/** The part in clear, enough for matching; the sealed rest stays closed. */
export const decodeRouting = (stored: RecordedEvent): E.Either<CorruptEvent, RoutedEvent> => {
  // Every stored event passes here: no functions and no lists made for it.
  const form = stored.type === PLATFORM_EVENT ? readStored(stored.data) : E.left('is no platform event');
  if (E.isLeft(form)) return E.left(corruptEvent(stored)(form.left));
  const enclosed = enclosedIn(form.right);
  return E.isLeft(enclosed)
    ? E.left(corruptEvent(stored)(enclosed.left))
    : E.right(routedFrom(stored, form.right, enclosed.right));
};

/** What decodeRouting reads from the sealed data of this very event, without reading it. `subjects`: ids only. */
export const routedAs = (stored: RecordedEvent, { event, subjects, owner, text }: SealedEvent): RoutedEvent => {
  const { account, type, source, occurredAt, capture, isTest, entity, touchedFields } = event;
  return {
    id: stored.id,
    stream: stored.stream,
    revision: stored.revision,
    position: stored.position,
    recordedAt: stored.recordedAt,
    account,
    type,
    source,
    occurredAt,
    subjects,
    capture,
    isTest,
    owner,
    ...(entity === undefined ? {} : { entity }),
    ...(touchedFields === undefined ? {} : { touchedFields }),
    enclosed: { form: 'sealed', owner, text },
  };
};

const withPart = (routed: RoutedEvent, { subjects = routed.subjects, ...part }: SealedPart): PlatformEvent => ({
  ...part,
  id: routed.id,
  account: routed.account,
  source: routed.source,
  type: routed.type,
  occurredAt: routed.occurredAt,
  subjects,
  isTest: routed.isTest,
  capture: routed.capture,
  ...(routed.entity === undefined ? {} : { entity: routed.entity }),
  ...(routed.touchedFields === undefined ? {} : { touchedFields: routed.touchedFields }),
});

/** The whole event, from what its key opened. */
export const complete = (routed: RoutedEvent, opened: string): E.Either<CorruptEvent, PlatformEvent> => {
  const part = readSealedPart(opened);
  return E.isRight(part)
    ? E.right(withPart(routed, part.right))
    : E.left(corruptEvent({ ...routed, type: PLATFORM_EVENT })(`sealed part ${part.left}`));
};

/** The whole event, where nothing of it is sealed. */
export const completeOpen = (routed: RoutedEvent, part: SealedPart): PlatformEvent => withPart(routed, part);
