import { type Dto } from '../dto/check-dto';
import { schemaOf } from '../dto/dto-schema';
import { type Readers } from '../request/parameters';
import { named, type Schema, type Written } from '../schema/schema';

export interface BodyAbout {
  readonly required: boolean;
  /** A schema for each media type. */
  readonly content: Readonly<Record<string, Schema>>;
}
export interface AnswerAbout {
  readonly description: string;
  readonly content: Readonly<Record<string, Schema>>;
  readonly headers: ReadonlyArray<'etag' | 'location'>;
}

/** What people and the OpenAPI document are told about a call: refusals follow from the rest and are not listed. */
export interface About {
  /** What the call does, in one line. */
  readonly summary: string;
  readonly description?: string;
  /** One for each `:name` of the path. */
  readonly params?: Readers;
  /** The very readers with which the route reads its query. */
  readonly query?: Readers;
  readonly body?: BodyAbout;
  /** The call obeys If-Match. */
  readonly ifMatch?: boolean;
  /** By status. */
  readonly answers: Readonly<Record<number, AnswerAbout>>;
}

export const JSON_MEDIA = 'application/json';

const bodyAbout = <Shape extends object>(Class: Dto<Shape>, example: Written<Shape>, required: boolean): BodyAbout => ({
  required,
  content: { [JSON_MEDIA]: named(Class.name.replace(/Dto$/, 'Request'), schemaOf(Class), example) },
});

/** A body that `checkDto(Class)` checks. */
export const takes = <Shape extends object>(Class: Dto<Shape>, example: Written<Shape>): BodyAbout =>
  bodyAbout(Class, example, true);
/** The same for a call that may come without a body. */
export const mayTake = <Shape extends object>(Class: Dto<Shape>, example: Written<Shape>): BodyAbout =>
  bodyAbout(Class, example, false);

export const answering = (description: string, schema: Schema, headers: AnswerAbout['headers'] = []): AnswerAbout => ({
  description,
  content: { [JSON_MEDIA]: schema },
  headers,
});
