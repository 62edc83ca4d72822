import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { type Scope } from '../../../../application/use-cases/accounts';
import { Instant } from './decorators';

const hours = { message: 'must be a whole number of hours from 0 to 720' };
const scopes = { message: 'must be an array of admin, publish and read', each: true } as const;

export class SuspendDto {
  @IsOptional()
  @IsString({ message: 'must be text' })
  @Length(1, 500, { message: 'must have 1 to 500 characters' })
  readonly note?: string;
}

export class ResumeDto {
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly skip?: boolean;
}

export class RotateDto {
  @IsOptional() @IsInt(hours) @Min(0, hours) @Max(720, hours) readonly overlapHours?: number;
}

export class ApiKeyDto {
  @IsString({ message: 'must be text' })
  @Length(1, 100, { message: 'must have 1 to 100 characters' })
  readonly name!: string;
  @IsArray({ message: scopes.message })
  @ArrayNotEmpty({ message: scopes.message })
  @ArrayMaxSize(3, { message: scopes.message })
  @IsIn(['admin', 'publish', 'read'], scopes)
  readonly scopes!: ReadonlyArray<Scope>;
}

export class AccountDto {
  @IsInt({ message: 'must be a whole number' }) readonly account!: number;
  @IsString({ message: 'must be text' }) readonly entity!: string;
  @IsOptional() @IsString({ message: 'must be a time zone such as Europe/Paris' }) readonly timeZone?: string;
}

const isPeriod = ({ parkedFrom, parkedTo }: SelectionDto): boolean =>
  parkedFrom !== undefined || parkedTo !== undefined;

/** Which deliveries: named ones, or all parked in a period. */
export class SelectionDto {
  @ValidateIf((selection: SelectionDto) => !isPeriod(selection))
  @IsArray({ message: 'must be an array of delivery ids; or give parkedFrom and parkedTo' })
  @ArrayNotEmpty({ message: 'must name at least one delivery' })
  @ArrayMaxSize(1000, { message: 'must name at most 1000 deliveries' })
  @IsUUID(undefined, { each: true, message: 'must hold delivery ids (UUIDs)' })
  readonly deliveries?: ReadonlyArray<string>;
  @ValidateIf(isPeriod) @Instant() readonly parkedFrom?: string;
  @ValidateIf(isPeriod) @Instant() readonly parkedTo?: string;
}

export class DiscardDto extends SelectionDto {
  @IsString({ message: 'must say why, as text' })
  @Length(1, 500, { message: 'must have 1 to 500 characters' })
  readonly reason!: string;
}
