import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { CaptureDto } from './capture.dto';
import { CustomDataDto, IsPrecedence } from './custom-data.dto';
import { Part, Seconds } from './decorators';
import { DestinationDto } from './destination.dto';

const wholeFrom1To1000 = { message: 'must be a whole number from 1 to 1000' };

export const FORMATS = ['altcraft', 'actito', 'cloudevents'] as const;

export class BatchDto {
  @IsOptional() @IsInt(wholeFrom1To1000) @Min(1, wholeFrom1To1000) @Max(1000, wholeFrom1To1000) readonly size?: number;
  @IsOptional() @Seconds(0, 3600) readonly windowSeconds?: number;
}

export class RetryDto {
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  readonly maxAttempts?: number;
  @IsOptional() @Seconds(0, 86_400) readonly firstDelaySeconds?: number;
  @IsOptional()
  @IsNumber({}, { message: 'must be a number' })
  @Min(1, { message: 'must be at least 1' })
  readonly factor?: number;
  @IsOptional() @Seconds(0, 86_400) readonly maxDelaySeconds?: number;
  @IsOptional()
  @IsNumber({}, { message: 'must be a number' })
  @Min(0, { message: 'must be 0 to 1' })
  @Max(1, { message: 'must be 0 to 1' })
  readonly jitter?: number;
}

export class OrderingDto {
  @IsIn(['none', 'per-profile', 'strict'], { message: 'must be none, per-profile or strict' })
  readonly mode!: 'none' | 'per-profile' | 'strict';
  @IsOptional()
  @IsIn(['suspend', 'park'], { message: 'must be suspend or park' })
  readonly onExhausted?: 'suspend' | 'park';
}

/** A whole hook as an operator writes it. What is left out takes its default. */
export class HookDto {
  static readonly parts = {
    batch: BatchDto,
    capture: CaptureDto,
    customData: CustomDataDto,
    destination: DestinationDto,
    retry: RetryDto,
    ordering: OrderingDto,
  };

  @IsString({ message: 'must be text' })
  @Length(1, 200, { message: 'must have 1 to 200 characters' })
  readonly name!: string;
  @IsIn(FORMATS, { message: 'must be altcraft, actito or cloudevents' }) readonly format!: (typeof FORMATS)[number];
  @IsOptional()
  @IsIn(['structured', 'binary', 'batch'], { message: 'must be structured, binary or batch' })
  readonly contentMode?: 'structured' | 'binary' | 'batch';
  @IsOptional()
  @IsIn(['ONE_BY_ONE', 'BULK'], { message: 'must be ONE_BY_ONE or BULK' })
  readonly pushMode?: 'ONE_BY_ONE' | 'BULK';
  @IsOptional()
  @IsInt(wholeFrom1To1000)
  @Min(1, wholeFrom1To1000)
  @Max(1000, wholeFrom1To1000)
  readonly maxBlockSize?: number;
  @IsOptional() @Part() readonly batch?: BatchDto;
  @Part() readonly capture!: CaptureDto;
  @Part() readonly destination!: DestinationDto;
  @IsOptional() @Part() readonly customData?: CustomDataDto;
  /** What was sent is kept for a time and added to messages about it: this takes disk space. */
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly addMessageContent?: boolean;
  @IsOptional() @IsPrecedence() readonly customDataPrecedence?: 'object' | 'key';
  @IsOptional() @Part() readonly retry?: RetryDto;
  @IsOptional() @IsIn(['on', 'off'], { message: 'must be on or off' }) readonly circuit?: 'on' | 'off';
  @IsOptional() @Part() readonly ordering?: OrderingDto;
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  readonly parallelism?: number;
  @IsOptional() @IsNumber({}, { message: 'must be a number of requests a second' }) readonly rateLimit?: number;
}

export class NewHookDto extends HookDto {
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(Number.MAX_SAFE_INTEGER, { message: 'is too large' })
  readonly id?: number;
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly isActive?: boolean;
}
