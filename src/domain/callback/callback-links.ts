import { type PlatformEvent } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type Json, type JsonObject } from '../shared/json';
import { type Callback, type CallbackOutcome } from './callback';

const CUSTOM_ACTION = 'CUSTOM_ACTION_TRIGGER';
const LINKS = { OK: 'notifyOK', KO: 'notifyKO' } as const;

/** The address of a link; the same for the same callback, for ever. */
export type CallbackAddress = (callback: Callback) => string;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const linksOf = ({ data }: PlatformEvent): JsonObject => (isObject(data['_links']) ? data['_links'] : {});

const callbackOf = ({ id, account, subjects, entity }: PlatformEvent, outcome: CallbackOutcome): Callback => {
  const element = textId(subjects.element);
  return {
    account,
    event: id,
    outcome,
    ...(element === null ? {} : { element }),
    ...(entity === undefined ? {} : { entity }),
  };
};

/** A custom action that brings neither link gets both (decision 9); everything else stays as it is. */
export const withCallbacks =
  (address: CallbackAddress) =>
  (event: PlatformEvent): PlatformEvent => {
    if (event.type !== CUSTOM_ACTION) return event;
    const links = linksOf(event);
    if (Object.values(LINKS).some((name) => Object.hasOwn(links, name))) return event;
    const own = (outcome: CallbackOutcome) => ({ [LINKS[outcome]]: { href: address(callbackOf(event, outcome)) } });
    return { ...event, data: { ...event.data, _links: { ...links, ...own('OK'), ...own('KO') } } };
  };

/** Without links that were added: a producer's repeat is the same whether or not they were minted at the first time. */
export const withoutCallbacks = (event: PlatformEvent, isOurs: (href: string) => boolean): PlatformEvent => {
  if (event.type !== CUSTOM_ACTION) return event;
  const links = Object.entries(linksOf(event)).filter(
    ([, link]) => !(isObject(link) && typeof link['href'] === 'string' && isOurs(link['href'])),
  );
  const { _links, ...data } = event.data;
  return { ...event, data: links.length === 0 ? data : { ...data, _links: Object.fromEntries(links) } };
};
