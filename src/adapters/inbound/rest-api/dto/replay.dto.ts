import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

const number = { message: 'must be a whole number, 1 or more' };
const time = { message: 'must be a time such as 2026-11-23T08:30:00Z, or a day such as 2026-11-23' };

/** Which stretch is read again; what the ends may be is the use case's to say. */
export class ReplayDto {
  @IsOptional() @IsInt(number) @Min(1, number) @Max(Number.MAX_SAFE_INTEGER, number) readonly account?: number;
  @IsOptional() @IsInt(number) @Min(1, number) @Max(Number.MAX_SAFE_INTEGER, number) readonly hook?: number;
  @IsString(time) @Length(1, 50, time) readonly from!: string;
  @IsString(time) @Length(1, 50, time) readonly to!: string;
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly dryRun?: boolean;
}
