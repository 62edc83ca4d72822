import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk, type Shown } from '../desk';
import { recordOf } from '../print/read-json';
import { erasureText } from '../print/erasure-text';
import { addProfileFields } from './profile-fields';

const erased = (json: unknown): Shown => ({ json, text: erasureText(recordOf(json)) });

/** What concerns a person. */
export const addProfileCommand = (program: Command, desk: Desk): void => {
  const profile = program.command('profile').description('people, by the id their events carry');
  addProfileFields(profile, desk);
  profile
    .command('erase')
    .description('drops the key of a person: nothing recorded about them can be read again, by anybody')
    .argument('<profile>', 'id of the profile, as events of the account name it')
    .action((profile: string) =>
      desk.show(
        pipe(desk.ask({ method: 'POST', path: `/v1/profiles/${encodeURIComponent(profile)}/erase` }), TE.map(erased)),
      ),
    );
};
