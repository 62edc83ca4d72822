import { IsIn, IsInt, IsObject, IsOptional, IsString, ValidateIf } from 'class-validator';
import { Part, Seconds, TextMap } from './decorators';

export class SuccessDto {
  @IsOptional() @IsInt({ message: 'must be a status code such as 200' }) readonly status?: number;
  @IsOptional() @IsString({ message: 'must be a regular expression as text' }) readonly pattern?: string;
}

export class TimeoutsDto {
  @IsOptional() @Seconds(0.1, 120) readonly connectSeconds?: number;
  @IsOptional() @Seconds(0.1, 120) readonly answerSeconds?: number;
}

export class OAuth2Dto {
  @IsString({ message: 'must be the address of the token endpoint, as text' }) readonly tokenUrl!: string;
  @IsString({ message: 'must be text' }) readonly clientId!: string;
  @IsString({ message: 'must be text' }) readonly clientSecret!: string;
  @IsOptional() @IsString({ message: 'must be text' }) readonly scope?: string;
  @IsOptional()
  @IsIn(['basic', 'body'], { message: 'must be basic (authorization header) or body (form)' })
  readonly clientAuthentication?: 'basic' | 'body';
}

const BROKERS = ['rabbitmq-queue', 'rabbitmq-exchange', 'kafka'] as const;
export type DestinationType = 'http' | (typeof BROKERS)[number];

export const isBroker = (type: unknown): type is (typeof BROKERS)[number] => BROKERS.some((broker) => broker === type);

export class HandshakeDto {
  @IsString({ message: 'must be the DNS name of who sends, as text' }) readonly origin!: string;
  /** What the endpoint said, as it was shown; taken back without effect. */
  @IsOptional() @IsObject({ message: 'must be an object' }) readonly granted?: object;
}

export class DestinationDto {
  static readonly parts = { handshake: HandshakeDto, oauth2: OAuth2Dto, success: SuccessDto, timeouts: TimeoutsDto };

  @IsIn(['http', ...BROKERS], { message: 'must be http, rabbitmq-queue, rabbitmq-exchange or kafka' })
  readonly type!: DestinationType;
  @ValidateIf(({ type }: DestinationDto) => !isBroker(type))
  @IsString({ message: 'must be the address to send to, as text' })
  readonly url!: string;
  @IsOptional() @TextMap() readonly headers?: Readonly<Record<string, string>>;
  @IsOptional() @Part() readonly oauth2?: OAuth2Dto;
  @IsOptional() @Part() readonly success?: SuccessDto;
  @IsOptional()
  @IsIn(['v1', 'v1a', 'both'], { message: 'must be v1 (shared secret), v1a (ed25519, public key) or both' })
  readonly signature?: 'v1' | 'v1a' | 'both';
  @IsOptional() @Part() readonly handshake?: HandshakeDto;
  @IsOptional() @Part() readonly timeouts?: TimeoutsDto;
}
