import { type ProfileField } from './profile-field';

/** An additional field of one database: registered, or registered again with another label. */
export interface ProfileFieldRegistered {
  readonly type: 'ProfileFieldRegistered';
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name. */
  readonly by: string;
  readonly database: string;
  /** As it stands from here on. */
  readonly field: ProfileField;
}

export type RegisterProfileField = Omit<ProfileFieldRegistered, 'type'> & { readonly type: 'RegisterProfileField' };
