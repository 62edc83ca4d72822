import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Json } from '../../../src/domain/shared/json';

/** A vendor's own sample, as published. */
export const goldenSample = (name: string): Json =>
  JSON.parse(readFileSync(resolve('test/domain/message/golden', `${name}.json`), 'utf8')) as Json;
