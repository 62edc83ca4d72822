import {
  type CustomData,
  type CustomDataPrecedence,
  DEFAULT_PRECEDENCE,
} from '../../../../domain/custom-data/custom-data';
import { type CustomDataDto } from './custom-data.dto';
import { type HookDto } from './hook.dto';

type Given = Pick<CustomDataDto, 'fields' | 'pairs'>;

const NOTHING: Given = {};

const given = (customData: Given, precedence: CustomDataPrecedence): CustomData => ({
  fields: customData.fields ?? [],
  pairs: customData.pairs ?? {},
  precedence,
});

/** custom_data of a hook, where its body says anything about it; null says nothing, as leaving it out does. */
export const customDataOf = ({
  customData,
  customDataPrecedence,
}: Pick<HookDto, 'customData' | 'customDataPrecedence'>): { readonly customData?: CustomData } =>
  (customData ?? customDataPrecedence ?? null) === null
    ? {}
    : { customData: given(customData ?? NOTHING, customDataPrecedence ?? DEFAULT_PRECEDENCE) };
