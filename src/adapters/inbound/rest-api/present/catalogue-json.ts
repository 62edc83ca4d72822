import { type EventTypeView } from '../../../../application/use-cases/catalogue';
import { OPERATORS, VALUE_KINDS } from '../../../../domain/capture-rule/condition';
import { OPERATOR_WORDS } from '../../../../domain/capture-rule/operator-words';
import { type FilterDimension } from '../../../../domain/capture-rule/capture-rule';
import { fieldsOf } from '../../../../domain/catalogue/event-fields';
import { formatFamilyOf } from '../../../../domain/catalogue/format-family';
import { type Shown } from './shown';

interface Filter {
  readonly filter: string;
  readonly dimension: FilterDimension;
  readonly label: string;
  readonly description: string;
}

/** In the order and the words of the vendor's form (domain.md 4.1). */
const FILTERS: ReadonlyArray<Filter> = [
  {
    filter: 'resources',
    dimension: 'resource',
    label: 'Resources',
    description: 'Only events related to one of these subscription resources.',
  },
  {
    filter: 'mailings',
    dimension: 'mailing',
    label: 'Mailings',
    description: 'Only events of one of these mailings.',
  },
  {
    filter: 'templates',
    dimension: 'template',
    label: 'Templates',
    description: 'Only events of messages made from one of these templates.',
  },
  {
    filter: 'segments',
    dimension: 'segment',
    label: 'Segments',
    description: 'Only entries into one of these segments, and events of mailings to one of them.',
  },
  {
    filter: 'pixels',
    dimension: 'pixel',
    label: 'Pixels',
    description: 'Only events that one of these pixels saw.',
  },
];

/** A type with everything a form needs to offer it. */
export const eventTypeJson = (type: EventTypeView): Shown => ({
  ...type,
  formats: [formatFamilyOf(type.vendor), 'cloudevents'],
  filters: FILTERS.filter(({ dimension }) => type.dimensions.includes(dimension)).map(({ filter }) => filter),
  matchesDatabase: type.dimensions.includes('database'),
  matchesElement: type.dimensions.includes('element'),
  matchesFields: type.example.touchedFields !== undefined,
  conditionFields: fieldsOf(type),
});

const groupsOf = (types: ReadonlyArray<EventTypeView>): ReadonlyArray<Shown> =>
  [...Map.groupBy(types, ({ vendor, group }) => JSON.stringify([vendor, group])).values()].map((members) => ({
    vendor: members[0]?.vendor,
    group: members[0]?.group,
    types: members.map(({ code }) => code),
  }));

/** Everything a form for hooks needs: types, groups, filters, and what conditions are made of. */
export const catalogueJson = (types: ReadonlyArray<EventTypeView>): Shown => ({
  types: types.map(eventTypeJson),
  groups: groupsOf(types),
  filters: FILTERS,
  operators: OPERATORS.map((operator) => ({
    operator,
    label: OPERATOR_WORDS[operator],
    comparesWith: VALUE_KINDS[operator],
  })),
});
