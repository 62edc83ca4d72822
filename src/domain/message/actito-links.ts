import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type Json, type JsonObject } from '../shared/json';
import { type ShapingRefusal, type Subscription } from './subscription';

/** A link of `data`: its name, and its target from the entity and an id. */
interface LinkTemplate {
  readonly name: string;
  readonly collection: (entity: string) => string;
  /** Where the id stands in `data` when the event has no element, or always for an execution. */
  readonly idKey: string | null;
  readonly fromElement: boolean;
}

const ETL: ReadonlyArray<LinkTemplate> = [
  {
    name: 'etlExecution',
    collection: (entity) => `/mass-imports/v5/entities/${entity}/etl-executions/`,
    idKey: 'etl.executionId',
    fromElement: false,
  },
  {
    name: 'etl',
    collection: (entity) => `/mass-imports/v5/entities/${entity}/etls/`,
    idKey: 'etl.id',
    fromElement: true,
  },
];
const EXPORT: ReadonlyArray<LinkTemplate> = [
  {
    name: 'export',
    collection: (entity) => `/exports/v5/entities/${entity}/exports/`,
    idKey: 'export.id',
    fromElement: true,
  },
];
const CUSTOM_ACTION: ReadonlyArray<LinkTemplate> = [
  {
    name: 'customAction',
    collection: (entity) => `/custom-actions/v5/entities/${entity}/custom-actions/`,
    idKey: null,
    fromElement: true,
  },
];
const NONE: ReadonlyArray<LinkTemplate> = [];

/** How a custom action ended: its link can be built only if the action brought its element. */
const isAnswer = (type: string): boolean => type === 'CUSTOM_ACTION_OK' || type === 'CUSTOM_ACTION_KO';

const templatesFor = (type: string): ReadonlyArray<LinkTemplate> => {
  if (type.startsWith('ETL_')) return ETL;
  if (type.startsWith('EXPORT_')) return EXPORT;
  return type.startsWith('CUSTOM_ACTION_') ? CUSTOM_ACTION : NONE;
};

/** The `data` of a push with its links (domain.md 3.5, decision 9): those the event brings first, then those it lacks. */
export const withLinks = (event: PlatformEvent, { entity }: Subscription): E.Either<ShapingRefusal, JsonObject> => {
  const templates = templatesFor(event.type);
  if (templates.length === 0) return E.right(event.data);
  const brought = event.data['_links'];
  const links: Record<string, Json> = isObject(brought) ? { ...brought } : {};
  const owner = pathSegment(event.entity ?? entity);
  for (const template of templates.filter(({ name }) => !Object.hasOwn(links, name))) {
    const id = idFor(template, event);
    if (id !== null) links[template.name] = { href: template.collection(owner) + pathSegment(id) };
    else if (!isAnswer(event.type)) return E.left(missingId(template));
  }
  return E.right({ ...event.data, _links: links });
};

/** Link to the subscription itself, at the top of every push. */
export const webhookLink = ({ hook, entity }: Subscription): { readonly webhook: { readonly href: string } } => ({
  webhook: { href: `/webhooks/v4/entity/${pathSegment(entity)}/webhookSubscription/${String(hook)}` },
});

const idFor = ({ idKey, fromElement }: LinkTemplate, event: PlatformEvent): string | null => {
  const element = fromElement ? textId(event.subjects.element) : null;
  if (element !== null || idKey === null) return element;
  const id = event.data[idKey];
  return typeof id === 'string' || typeof id === 'number' ? textId({ id }) : null;
};

const missingId = ({ name, idKey, fromElement }: LinkTemplate): ShapingRefusal => ({
  type: 'ShapingRefusal',
  field: fromElement ? 'subjects.element.id' : `data["${String(idKey)}"]`,
  reason: `is needed for the link "${name}"; give it, or bring the link in data._links.${name}`,
});

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PLAIN_SEGMENT = /^[\w.~-]*$/;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Percent-encoding refuses half characters with an exception; they become the replacement character first. */
const pathSegment = (text: string): string =>
  PLAIN_SEGMENT.test(text) ? text : encodeURIComponent(text.replace(LONE_SURROGATE, '\uFFFD'));
