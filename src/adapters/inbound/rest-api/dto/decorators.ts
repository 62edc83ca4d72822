import { IsNumber, IsObject, ValidateBy, ValidateNested } from 'class-validator';
import * as E from 'fp-ts/Either';
import { instant } from '../request/parameters';

// Each check of our own says the same as a JSON schema, its first constraint: the OpenAPI document is made from it.

/** A nested object whose class is named in `parts`. */
export const Part = (): PropertyDecorator => (target, property) => {
  ValidateNested()(target, property);
  IsObject({ message: 'must be an object' })(target, property);
};

/** Seconds within bounds, fractions allowed. */
export const Seconds =
  (least: number, most: number): PropertyDecorator =>
  (target, property) => {
    ValidateBy({
      name: 'seconds',
      constraints: [{ type: 'number', minimum: least, maximum: most }],
      validator: {
        validate: (value) => typeof value === 'number' && value >= least && value <= most,
        defaultMessage: () => `must be ${String(least)} to ${String(most)} seconds`,
      },
    })(target, property);
    IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'must be a number of seconds' })(target, property);
  };

const isId = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '' && value.length <= 200) || Number.isSafeInteger(value);

const ID = { type: ['string', 'integer'], minLength: 1, maxLength: 200 };

/** An id as the vendors give them: text or a whole number. */
export const Id = (): PropertyDecorator =>
  ValidateBy({
    name: 'id',
    constraints: [ID],
    validator: { validate: isId, defaultMessage: () => 'must be an id: text or a whole number' },
  });

export const Ids = (): PropertyDecorator =>
  ValidateBy({
    name: 'ids',
    constraints: [{ type: 'array', maxItems: 1000, items: ID }],
    validator: {
      validate: (value) => Array.isArray(value) && value.length <= 1000 && value.every(isId),
      defaultMessage: () => 'must be an array of up to 1000 ids: text or whole numbers',
    },
  });

export const Texts = (most: number): PropertyDecorator =>
  ValidateBy({
    name: 'texts',
    constraints: [
      { type: 'array', minItems: 1, maxItems: most, items: { type: 'string', minLength: 1, maxLength: 200 } },
    ],
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= most &&
        value.every((text) => typeof text === 'string' && text !== '' && text.length <= 200),
      defaultMessage: () => `must be an array of 1 to ${String(most)} texts`,
    },
  });

/** Header names with their values, keys with their templates. */
const isTextMap = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');

export const TextMap = (message = 'must be an object of header names and text values'): PropertyDecorator =>
  ValidateBy({
    name: 'textMap',
    constraints: [{ type: 'object', additionalProperties: { type: 'string' } }],
    validator: {
      validate: isTextMap,
      defaultMessage: () => message,
    },
  });

export const Instant = (): PropertyDecorator =>
  ValidateBy({
    name: 'instant',
    constraints: [instant.schema],
    validator: {
      validate: (value) => typeof value === 'string' && E.isRight(instant(value)),
      defaultMessage: () => 'must be a date and time such as 2026-11-23T08:30:00Z',
    },
  });
