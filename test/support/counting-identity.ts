import { createHash } from 'node:crypto';
import { type Identity } from '../../src/application/ports/identity';

const withVersion = (digits: string, version: string): string =>
  `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${version}${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;

/** "Random" ids count up: 00000000-0000-4000-8000-000000000001, ...2; named ones are a digest of namespace and name. */
export const countingIdentity = (): Identity => {
  let count = 0;
  return {
    random: () => {
      count += 1;
      return withVersion(count.toString(16).padStart(32, '0'), '4');
    },
    named: (namespace, name) => withVersion(createHash('sha256').update(`${namespace}/${name}`).digest('hex'), '5'),
  };
};
