import { IsBoolean, IsNumber, IsOptional, IsString, Length } from 'class-validator';

const day = { message: 'must be a day such as 2026-11-23' };

/** Which days are exported and how; what they may be is the use case's to say. */
export class ExportDto {
  @IsString(day) @Length(1, 50, day) readonly from!: string;
  @IsString(day) @Length(1, 50, day) readonly to!: string;
  @IsOptional() @IsNumber({}, { message: 'must be a number of requests a second' }) readonly rateLimit?: number;
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly skipDelivered?: boolean;
}
