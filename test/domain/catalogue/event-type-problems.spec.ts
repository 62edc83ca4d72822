import { expect } from 'chai';
import { BUILT_IN_TYPES } from '../../../src/domain/catalogue/catalogue';
import { type EventType } from '../../../src/domain/catalogue/event-type';
import { eventTypeProblems } from '../../../src/domain/catalogue/event-type-problems';
import { aTelegramType } from '../../support/catalogue-builders';

const NOW = '2026-11-23T12:00:00.000Z';
const { example } = aTelegramType;

const problemsOf = (parts: object) => eventTypeProblems({ ...aTelegramType, ...parts }, 23, NOW);
const fieldsOf = (parts: object) => problemsOf(parts).map(({ field }) => field);
/** The problems of an example that says `more`. */
const withExample = (more: object) => problemsOf({ example: { ...example, ...more } });

describe('An event type to be registered', () => {
  it('has no problem when all is there', () => {
    expect(problemsOf({})).to.deep.equal([]);
  });

  it('is judged as those that ship with the engine are', () => {
    for (const type of BUILT_IN_TYPES) expect(eventTypeProblems(type, 23, NOW), type.code).to.deep.equal([]);
  });

  for (const code of ['a', 'A.b-c_9', 'x'.repeat(64)]) {
    it(`may have the code ${code}`, () => {
      expect(problemsOf({ code, example: { ...example, type: code } })).to.deep.equal([]);
    });
  }

  for (const code of ['', 'x'.repeat(65), 'a b', 'a/b', 'ä', 'a\n', '../a']) {
    it(`must not have the code ${JSON.stringify(code)}`, () => {
      expect(problemsOf({ code, example: { ...example, type: code } })).to.deep.equal([
        { field: 'code', reason: 'must have 1 to 64 letters, digits, "_", "." or "-"' },
      ]);
    });
  }

  for (const [code, isGood] of [
    ['LOYALTY_EARNED', true],
    ['ETL_RESTARTED_LATE', true],
    ['LOYALTY', false],
    ['LOYALTY_', false],
    ['_EARNED', false],
  ] as const) {
    it(`${isGood ? 'may' : 'must not'} have the code ${code} in the format actito`, () => {
      const element = { id: '7' };
      const parts: Partial<EventType> = {
        code,
        vendor: 'actito',
        dimensions: ['element'],
        example: { ...example, type: code, subjects: { element }, data: { 'etl.executionId': '9' } },
      };
      expect(fieldsOf(parts)).to.deep.equal(isGood ? [] : ['code']);
    });
  }

  for (const [field, most] of [
    ['group', 100],
    ['label', 200],
    ['description', 1000],
  ] as const) {
    it(`needs a ${field} of 1 to ${String(most)} characters`, () => {
      expect(fieldsOf({ [field]: 'é'.repeat(most) })).to.deep.equal([]);
      expect(fieldsOf({ [field]: '😀'.repeat(most) })).to.deep.equal([]);
      for (const text of ['', '  ', 'x'.repeat(most + 1)]) {
        expect(problemsOf({ [field]: text })).to.deep.equal([
          { field, reason: `must have 1 to ${String(most)} characters` },
        ]);
      }
    });
  }

  it('names a dimension once', () => {
    expect(problemsOf({ dimensions: ['database', 'mailing', 'database'] })).to.deep.equal([
      { field: 'dimensions', reason: 'must not name a dimension twice' },
    ]);
  });

  it('may have events that are related to nothing', () => {
    expect(problemsOf({ dimensions: [], example: { ...example, subjects: {} } })).to.deep.equal([]);
  });

  it('names every problem at once', () => {
    expect(fieldsOf({ code: '', group: '', label: '', description: '', dimensions: ['pixel', 'pixel'] })).to.deep.equal(
      ['code', 'group', 'label', 'description', 'dimensions', 'example.type'],
    );
  });
});

describe('The example of an event type', () => {
  it('is of that type', () => {
    expect(withExample({ type: 'deliv' })).to.deep.equal([
      { field: 'example.type', reason: 'must be the code of the type, "deliv_telegram"' },
    ]);
  });

  it('could be recorded: every problem of the event is named', () => {
    const problems = withExample({
      occurredAt: 'yesterday',
      subjects: { mailing: {} },
      profile: { id: true },
      more: 1,
    });
    expect(problems.map(({ field }) => field)).to.have.members([
      'example.occurredAt',
      'example.subjects.mailing.id',
      'example.profile.id',
      'example.more',
    ]);
  });

  it('does not lie in the future', () => {
    expect(withExample({ occurredAt: '2026-11-24T12:00:00Z' })).to.deep.equal([]);
    expect(withExample({ occurredAt: '2026-11-24T12:00:01Z' })).to.deep.equal([
      { field: 'example.occurredAt', reason: 'lies more than 24 h in the future' },
    ]);
  });

  it('has a value in no dimension that the type lacks', () => {
    expect(withExample({ subjects: { database: { id: 1 }, pixel: { id: 4 } } })).to.deep.equal([
      { field: 'example.subjects.pixel', reason: 'is not among the dimensions of the type' },
    ]);
  });

  it('could be sent: what its message lacks is named', () => {
    const type: Partial<EventType> = {
      code: 'ETL_RESTARTED',
      vendor: 'actito',
      dimensions: ['element'],
      example: { type: 'ETL_RESTARTED', occurredAt: '2026-11-23T08:30:00Z', subjects: { element: { id: 7 } } },
    };
    expect(fieldsOf(type)).to.deep.equal(['example.data["etl.executionId"]']);
  });

  it('has up to 16 KiB of JSON, counted in UTF-8', () => {
    const rest = Buffer.byteLength(JSON.stringify({ ...example, data: { text: '' } }));
    const text = (bytes: number): string => 'é'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2);
    expect(withExample({ data: { text: text(16_384 - rest) } })).to.deep.equal([]);
    expect(withExample({ data: { text: text(16_385 - rest) } })).to.deep.equal([
      { field: 'example', reason: 'must have at most 16384 bytes of JSON' },
    ]);
  });
});
