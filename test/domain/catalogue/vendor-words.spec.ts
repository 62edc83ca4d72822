import { expect } from 'chai';
import { BUILT_IN_TYPES } from '../../../src/domain/catalogue/catalogue';

/** Group, menu name and designation as domain.md 2.1 has them; labels in brackets are inferred or ours. */
const ALTCRAFT = `
email | Send | send
email | Reply | reply
email | Unique Open | uopen
email | Open | open
email | Unique Click | uclick
email | Click | click
email | Confirm | confirm
email | Confirm Subscription | confirmsub
email | Unsubscribe | unsub
email | Complain | complain
email | SoftBounce | sbounce
email | HardBounce | hbounce
email | Suppression | suppress
email | Delivered | deliv
email | Undelivered | undeliv
email | Read Message | read
email | Glanced Message | glanced
email | Skimmed Message | skimmed
import | Manual Import | import_manual
import | File Import | import_file
import | API Import | import_api
sms | Send SMS | send_sms
sms | Click SMS | click_sms
sms | Unique Click SMS | uclick_sms
sms | Delivered SMS | deliv_sms
sms | Undelivered SMS | undeliv_sms
sms | Unsubscribe SMS | unsub_sms
push | Unique Open Push | uopen_push
push | Open Push | open_push
push | Send Push | send_push
push | (Click Push) | click_push
push | (Unique Click Push) | uclick_push
mailing | (Campaign Launch) | campaign_launch
profile | (Profile Merge) | profile_merge
profile | (Profile Split) | profile_split
`;

/** Module and event as domain.md 2.4 and 2.5 have them, and the two answers to a custom action (decision 9). */
const ACTITO = `
profile table | PROFILE_TABLE_CREATE
profile table | PROFILE_TABLE_UPDATE
profile table | PROFILE_TABLE_DELETE
profile table | PROFILE_TABLE_UPDATED_SUBSCRIPTION
profile table | PROFILE_TABLE_UPDATED_SEGMENT
custom table | CUSTOM_TABLE_CREATE
custom table | CUSTOM_TABLE_UPDATE
custom table | CUSTOM_TABLE_DELETE
ETL executions | ETL_STARTED
ETL executions | ETL_FINISHED
exports | EXPORT_FINISHED
custom actions | CUSTOM_ACTION_TRIGGER
custom actions | CUSTOM_ACTION_OK
custom actions | CUSTOM_ACTION_KO
file reference synchronizations | FILE_REFERENCE_SYNC_STARTED
file reference synchronizations | FILE_REFERENCE_SYNC_FINISHED
`;

const linesOf = (table: string): ReadonlyArray<string> => table.trim().replace(/[()]/g, '').split('\n');

const descriptionOf = (code: string): string =>
  BUILT_IN_TYPES.find((type) => type.code === code)?.description ?? expect.fail(code);

describe('The words of the catalogue (decision 4)', () => {
  it('are Altcraft’s, group by group and in the order of its menus (domain.md 2.1)', () => {
    const listed = BUILT_IN_TYPES.filter(({ vendor }) => vendor === 'altcraft');
    expect(listed.map(({ group, label, code }) => `${group} | ${label} | ${code}`)).to.have.members(linesOf(ALTCRAFT));
    expect([...new Set(listed.map(({ group }) => group))]).to.have.members([
      'email',
      'import',
      'sms',
      'push',
      'mailing',
      'profile',
    ]);
  });

  it('are Actito’s, module by module (domain.md 2.4 and 2.5)', () => {
    const listed = BUILT_IN_TYPES.filter(({ vendor }) => vendor === 'actito');
    expect(listed.map(({ group, code }) => `${group} | ${code}`)).to.deep.equal(linesOf(ACTITO));
    expect(listed.every(({ exportable }) => exportable)).to.equal(true);
  });

  it('say what a menu name does not: bounds of reading times, what comes along, why nothing was sent', () => {
    expect(descriptionOf('read')).to.include('eight seconds or longer');
    expect(descriptionOf('glanced')).to.include('less than four seconds');
    expect(descriptionOf('skimmed')).to.include('four to eight seconds');
    expect(descriptionOf('uclick')).to.include('brings open and unique open when none was recorded');
    expect(descriptionOf('confirm')).to.include('brings click, and unique click when it is the first');
    expect(descriptionOf('suppress')).to.include('stop list');
    expect(descriptionOf('confirmsub')).to.include('double opt-in');
    expect(descriptionOf('PROFILE_TABLE_UPDATED_SUBSCRIPTION')).to.include('subscribed or unsubscribed');
    expect(descriptionOf('PROFILE_TABLE_UPDATED_SEGMENT')).to.match(/exclusive segment.*simple segment/);
    expect(descriptionOf('EXPORT_FINISHED')).to.include('periodic or incremental');
  });
});
