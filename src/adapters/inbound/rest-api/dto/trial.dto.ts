import { IsObject, IsOptional, IsString, Length } from 'class-validator';

const event = { message: 'must be an event, as POST /v1/events takes it' };
const code = { message: 'must be the code of an event type' };

/** What an event would come to; the event and the hook are read as where they are recorded and saved. */
export class DryRunDto {
  @IsObject(event) readonly event!: object;
  @IsOptional()
  @IsObject({ message: 'must be a whole hook, as POST /v1/hooks takes it' })
  readonly hook?: object;
}

/** The same where no hook is named otherwise. */
export class UnsavedDryRunDto {
  @IsObject(event) readonly event!: object;
  @IsObject({ message: 'must be a whole hook, as POST /v1/hooks takes it' }) readonly hook!: object;
}

export class TestEventDto {
  @IsOptional() @IsString(code) @Length(1, 64, code) readonly type?: string;
}
