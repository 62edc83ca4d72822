import { type Container } from 'inversify';
import { profileFieldUseCases } from '../../application/commands/profile-field-use-cases';
import { profileFieldDirectory } from '../../application/read-models/profile-field-directory';
import { TOKENS } from './tokens';

/** Which fields the profiles of each database have. */
export const bindProfileFields = (container: Container): void => {
  container
    .bind(TOKENS.profileFieldDirectory)
    .toResolvedValue(
      (eventStore, clock, log) => profileFieldDirectory({ eventStore, clock, log }),
      [TOKENS.eventStore, TOKENS.clock, TOKENS.log],
    );
  container
    .bind(TOKENS.profileFields)
    .toResolvedValue(
      (eventStore, clock, identity, directory) => profileFieldUseCases({ eventStore, clock, identity, directory }),
      [TOKENS.eventStore, TOKENS.clock, TOKENS.identity, TOKENS.profileFieldDirectory],
    );
};
