import { isSameJson } from '../shared/same-json';
import { type HookDefinition } from './hook-definition';

export const isSameDefinition = (left: HookDefinition, right: HookDefinition): boolean => isSameJson(left, right);
