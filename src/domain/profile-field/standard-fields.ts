import { type ProfileField } from './profile-field';

const field = (name: string, label: string): ProfileField => ({ name, label });

/** The fields every profile database of the vendor has, by the names of its profile data object. */
export const STANDARD_FIELDS: ReadonlyArray<ProfileField> = [
  field('email', 'Email address'),
  field('phones', 'Phone numbers'),
  field('_fname', 'First name'),
  field('_lname', 'Last name'),
  field('_bdate', 'Date of birth'),
  field('_sex', 'Gender'),
  field('_status', 'Global subscription status'),
  field('_vendor', 'Where the profile came from'),
  field('_tz', 'Time zone'),
  field('_ip', 'IP address'),
  field('_browser', 'Browser'),
  field('_country', 'Country'),
  field('_region', 'Region'),
  field('_city', 'City'),
  field('_postal_code', 'Postal code'),
  field('_regdate', 'Date of registration'),
  field('_regurl', 'Address of registration'),
  field('_regip', 'IP address at registration'),
  field('_regcountry', 'Country of registration'),
  field('_regcity', 'City of registration'),
];

const NAMES: ReadonlySet<string> = new Set(STANDARD_FIELDS.map(({ name }) => name));

export const isStandardField = (name: string): boolean => NAMES.has(name);
