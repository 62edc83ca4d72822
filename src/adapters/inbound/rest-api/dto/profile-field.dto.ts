import { IsString } from 'class-validator';
import { Id } from './decorators';

export class ProfileFieldDto {
  @Id() readonly database!: string | number;
  @IsString({ message: 'must be text' }) readonly name!: string;
  @IsString({ message: 'must be text' }) readonly label!: string;
}
