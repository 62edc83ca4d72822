import { expect } from 'chai';
import { type CaptureRule } from '../../../src/domain/capture-rule/capture-rule';
import { type Condition } from '../../../src/domain/capture-rule/condition';
import { catalogueOf } from '../../../src/domain/catalogue/catalogue';
import { neverMatching } from '../../../src/domain/hook/warnings';

const warningsOf = (types: ReadonlyArray<string>, more: Partial<CaptureRule> = {}): ReadonlyArray<string> =>
  neverMatching(catalogueOf([]), { account: 23, types, filters: {}, ...more });

const asks = (field: string, operator: 'exists' | 'not-exists' = 'exists'): Condition => ({ field, operator });

describe('A chosen type that can never match (decision 6)', () => {
  it('is warned about with the filters that decide, one warning for each type', () => {
    const types = ['click', 'pixel_goal', 'segment_enter'];
    expect(warningsOf(types, { filters: { mailing: ['973'], resource: ['3'] } })).to.deep.equal([
      '"pixel_goal" can never match: its events have no resource and no mailing, to which the hook is restricted (clause resource, mailing)',
      '"segment_enter" can never match: its events have no resource and no mailing, to which the hook is restricted (clause resource, mailing)',
    ]);
  });

  it('is warned about for a database and an element, too', () => {
    expect(warningsOf(['ETL_STARTED'], { database: '50', element: '1' })).to.deep.equal([
      '"ETL_STARTED" can never match: its events have no database, to which the hook is restricted (clause database)',
    ]);
    expect(warningsOf(['click'], { element: '1' })[0]).to.match(/\(clause element\)$/);
  });

  it('is warned about when its events name no touched fields', () => {
    expect(warningsOf(['PROFILE_TABLE_UPDATE', 'CUSTOM_TABLE_CREATE'], { fields: ['email'] })).to.deep.equal([]);
    expect(warningsOf(['EXPORT_FINISHED'], { fields: ['email'] })).to.deep.equal([
      '"EXPORT_FINISHED" can never match: its events name no touched fields, of which the hook asks for one (clause fields)',
    ]);
  });

  it('is warned about when a condition that must hold asks about what its events never have', () => {
    expect(warningsOf(['click'], { conditions: { all: [asks('subjects.pixel.name')] } })).to.deep.equal([
      '"click" can never match: its events have no pixel, and the condition on subjects.pixel.name asks for one (clause conditions)',
    ]);
    expect(warningsOf(['pixel_goal'], { conditions: { any: [asks('subjects.mailing.id')] } })).to.have.lengthOf(1);
  });

  it('is not warned about where it may match after all', () => {
    for (const conditions of [
      asks('subjects.mailing.name'),
      asks('subjects.pixel.id', 'not-exists'),
      { not: asks('subjects.pixel.id') },
      { any: [asks('subjects.pixel.id'), asks('data.a')] },
    ]) {
      expect(warningsOf(['click'], { conditions }), JSON.stringify(conditions)).to.deep.equal([]);
    }
    expect(warningsOf(['click', 'segment_enter'], { filters: { segment: ['41'] } })).to.deep.equal([]);
  });
});
