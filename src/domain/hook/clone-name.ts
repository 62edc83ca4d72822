import { MAX_NAME } from './validate-name';

const SUFFIX = ' (copy)';

/** "<name> (copy)", the name cut so that the whole still fits. */
export const cloneName = (name: string): string =>
  Array.from(name)
    .slice(0, MAX_NAME - SUFFIX.length)
    .join('') + SUFFIX;
