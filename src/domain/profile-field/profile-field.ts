/** A field that profiles of a database can have. */
export interface ProfileField {
  /** As it stands in `profile.fields` of events; 1 to 200 characters. */
  readonly name: string;
  /** For people. */
  readonly label: string;
}

/** What saving a hook asks about the fields it names. */
export interface ProfileFieldFacts {
  /** Whether the field exists in the database; undefined: in every one. */
  readonly has: (database: string | undefined, name: string) => boolean;
}
