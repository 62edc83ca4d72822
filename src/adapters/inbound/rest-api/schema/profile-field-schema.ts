import { type ProfileFieldDto } from '../dto/profile-field.dto';
import { flag, joined, listOf, named, objectOf, optional, text, type Written } from './schema';

export const PROFILE_FIELD_EXAMPLE: Written<ProfileFieldDto> = {
  database: '50',
  name: 'favourite_shop',
  label: 'Favourite shop',
};
const SHOWN_EXAMPLE = { ...PROFILE_FIELD_EXAMPLE, standard: false };

const shown = objectOf({ name: text, label: text, standard: flag, database: optional(text) });

/** `unchanged`: it was registered exactly so. */
export const PROFILE_FIELD = named(
  'ProfileField',
  joined(shown, objectOf({ unchanged: optional(flag) })),
  SHOWN_EXAMPLE,
);
export const PROFILE_FIELDS = named('ProfileFields', objectOf({ fields: listOf(shown) }), {
  fields: [{ name: 'email', label: 'Email address', standard: true }, SHOWN_EXAMPLE],
});
