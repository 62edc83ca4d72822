import { expect } from 'chai';
import { fieldPath, pathProblem, valueAt } from '../../../src/domain/capture-rule/field-path';
import { BUILT_IN_TYPES, catalogueOf } from '../../../src/domain/catalogue/catalogue';
import { type EventField, fieldsOf } from '../../../src/domain/catalogue/event-fields';
import { type RawEvent } from '../../../src/domain/platform-event/raw-event';

const fields = (code: string): ReadonlyArray<EventField> => {
  const type = catalogueOf([]).find(code);
  return type === undefined ? expect.fail() : fieldsOf(type);
};

describe('The fields of an event type', () => {
  it('are those every event has and those of its example, each with its kind', () => {
    expect(fields('click')).to.deep.include.members([
      { field: 'occurredAt', kind: 'date' },
      { field: 'isTest', kind: 'flag' },
      { field: 'subjects.mailing.id', kind: 'number' },
      { field: 'subjects.mailing.name', kind: 'text' },
      { field: 'profile.fields.email', kind: 'text' },
      { field: 'data.lat', kind: 'number' },
    ]);
    expect(fields('pixel_goal')).to.deep.include.members([
      { field: 'data.goals', kind: 'list' },
      { field: 'data.date', kind: 'date' },
      { field: 'data.is_test', kind: 'flag' },
    ]);
  });

  it('are paths that conditions take, each once, and lead to a value of the example', () => {
    for (const type of BUILT_IN_TYPES) {
      const paths = fieldsOf(type).map(({ field }) => field);
      expect(new Set(paths).size, type.code).to.equal(paths.length);
      const event: RawEvent = { source: 'x', isTest: false, ...type.example };
      for (const path of paths) {
        expect(pathProblem(path), path).to.equal(null);
        expect(valueAt(fieldPath(path), event as never), `${type.code} ${path}`).not.to.equal(undefined);
      }
    }
  });
});
