import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsString } from 'class-validator';
import { type EventType } from '../../../../domain/catalogue/event-type';
import { DIMENSIONS } from '../../../../domain/platform-event/platform-event';

const VENDORS = ['altcraft', 'actito', 'hookline'];
const text = { message: 'must be text' };
const dimensions = { message: `must be an array of ${DIMENSIONS.join(', ')}` };

export class EventTypeDto {
  @IsString(text) readonly code!: string;
  @IsIn(VENDORS, { message: `must be one of ${VENDORS.join(', ')}` }) readonly vendor!: EventType['vendor'];
  @IsString(text) readonly group!: string;
  @IsString(text) readonly label!: string;
  @IsString(text) readonly description!: string;
  @IsBoolean({ message: 'must be true or false' }) readonly exportable!: boolean;
  @IsArray(dimensions)
  @ArrayMaxSize(DIMENSIONS.length, dimensions)
  @IsIn(DIMENSIONS, { ...dimensions, each: true })
  readonly dimensions!: EventType['dimensions'];
  /** An event as it is recorded; `type` may be left out. What its values mean is judged by the domain. */
  @IsObject({ message: 'must be an event, as POST /v1/events takes it' })
  readonly example!: Omit<EventType['example'], 'type'> & { readonly type?: string };
}
