import { IsOptional } from 'class-validator';
import { ConditionShape } from './condition-shape';
import { Id, Ids, Part, Texts } from './decorators';

export class FiltersDto {
  @IsOptional() @Ids() readonly resources?: ReadonlyArray<string | number>;
  @IsOptional() @Ids() readonly mailings?: ReadonlyArray<string | number>;
  @IsOptional() @Ids() readonly templates?: ReadonlyArray<string | number>;
  @IsOptional() @Ids() readonly segments?: ReadonlyArray<string | number>;
  @IsOptional() @Ids() readonly pixels?: ReadonlyArray<string | number>;
}

export class CaptureDto {
  static readonly parts = { filters: FiltersDto };

  @IsOptional() @Id() readonly database?: string | number;
  @Texts(200) readonly types!: ReadonlyArray<string>;
  @IsOptional() @Id() readonly element?: string | number;
  @IsOptional() @Texts(200) readonly fields?: ReadonlyArray<string>;
  @IsOptional() @Part() readonly filters?: FiltersDto;
  @IsOptional() @ConditionShape() readonly conditions?: object;
}
