import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString } from 'class-validator';
import { TextMap } from './decorators';

const fields = { message: 'must be an array of up to 100 names of profile fields' };

/** What a hook adds to each message (domain.md 7). */
export class CustomDataDto {
  @IsOptional()
  @IsArray(fields)
  @ArrayMaxSize(100, fields)
  @IsString({ ...fields, each: true })
  readonly fields?: ReadonlyArray<string>;
  @IsOptional() @TextMap('must be an object of keys and their values as text') readonly pairs?: Readonly<
    Record<string, string>
  >;
}

export const PRECEDENCES = ['object', 'key'] as const;

export const IsPrecedence = (): PropertyDecorator => IsIn(PRECEDENCES, { message: 'must be object or key' });
