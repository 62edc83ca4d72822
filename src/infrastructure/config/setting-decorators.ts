import { ValidateBy, ValidateIf } from 'class-validator';
import { declare, type Declaration, type SettingKind } from './setting';

interface Rule {
  readonly kind: SettingKind;
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
}
/** `secret`: never shown. `optional`: may stay unset. */
export interface Traits {
  readonly secret?: boolean;
  readonly optional?: boolean;
}

const setting =
  (
    { kind, allowed, accepts }: Rule,
    about: string,
    { secret = false, optional = false }: Traits = {},
  ): PropertyDecorator =>
  (target, property) => {
    const declaration: Declaration = { kind, allowed, about, secret };
    declare(property, declaration);
    if (optional) ValidateIf((_, value) => value !== undefined)(target, property);
    ValidateBy({ name: 'setting', validator: { validate: accepts, defaultMessage: () => `must be ${allowed}` } })(
      target,
      property,
    );
  };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export const WholeNumber = (range: { readonly from: number; readonly to: number }, about: string): PropertyDecorator =>
  setting(
    {
      kind: 'whole number',
      allowed: `a whole number from ${String(range.from)} to ${String(range.to)}`,
      accepts: (value) => Number.isSafeInteger(value) && Number(value) >= range.from && Number(value) <= range.to,
    },
    about,
  );

export const Flag = (about: string): PropertyDecorator =>
  setting({ kind: 'flag', allowed: 'true or false', accepts: (value) => typeof value === 'boolean' }, about);

export const OneOf = (choices: ReadonlyArray<string>, about: string): PropertyDecorator =>
  setting(
    {
      kind: 'text',
      allowed: `one of ${choices.join(', ')}`,
      accepts: (value) => typeof value === 'string' && choices.includes(value),
    },
    about,
  );

/** Text that `accepts` recognises; `allowed` says what that is. */
export const Text = (
  form: { readonly allowed: string; readonly accepts?: (text: string) => boolean },
  about: string,
  traits: Traits = {},
): PropertyDecorator =>
  setting(
    {
      kind: 'text',
      allowed: form.allowed,
      accepts: (value) => isText(value) && (form.accepts === undefined || form.accepts(value)),
    },
    about,
    traits,
  );

export const List = (
  form: { readonly allowed: string; readonly accepts: (entry: string) => boolean },
  about: string,
): PropertyDecorator =>
  setting(
    {
      kind: 'list',
      allowed: form.allowed,
      accepts: (value) => Array.isArray(value) && value.every((entry) => isText(entry) && form.accepts(entry)),
    },
    about,
  );
