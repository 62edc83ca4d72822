import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Id, TextMap, Texts } from './decorators';

const word = { message: 'must be text of 1 to 100 characters' };
const blockSize = { message: 'must be a whole number from 1 to 1000' };

/** Of Actito's own fields those that do not say on what (domain.md 4.2), and `pushMode` and `maxBlockSize` (decision 9). */
export class TableSubscriptionDto {
  @IsString(word) @Length(1, 100, word) readonly eventType!: string;
  @IsOptional() @Texts(200) readonly onFields?: ReadonlyArray<string>;
  @IsString({ message: 'must be the address to send to, as text' }) readonly targetUrl!: string;
  @IsOptional() @TextMap() readonly headers?: Readonly<Record<string, string>>;
  @IsOptional() @IsBoolean({ message: 'must be true or false' }) readonly isActive?: boolean;
  @IsOptional()
  @IsIn(['ONE_BY_ONE', 'BULK'], { message: 'must be ONE_BY_ONE or BULK' })
  readonly pushMode?: 'ONE_BY_ONE' | 'BULK';
  @IsOptional() @IsInt(blockSize) @Min(1, blockSize) @Max(1000, blockSize) readonly maxBlockSize?: number;
}

export class WebhookSubscriptionDto extends TableSubscriptionDto {
  /** On creation a free number for it (decision 2), otherwise the one it has. */
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  readonly id?: number;
  @IsString(word) @Length(1, 100, word) readonly on!: string;
  @IsOptional() @Id() readonly onElementId?: string | number;
}
