import { IsOptional, ValidateBy } from 'class-validator';
import { type Json } from '../../../../domain/shared/json';
import { Id } from './decorators';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Any JSON but null; what else is asked of it the domain judges. */
const AnyJson = (): PropertyDecorator =>
  ValidateBy({
    name: 'anyJson',
    constraints: [{}],
    validator: { validate: isGiven, defaultMessage: () => 'must be given, and not null' },
  });

export class ContentDto {
  /** Whose message it was, by the producer's id. */
  @IsOptional() @Id() readonly profile?: string | number;
  @AnyJson() readonly content!: Json;
}
