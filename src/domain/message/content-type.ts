import { type PayloadFormat } from './payload-format';

/** Media type of a message; an own Content-Type header of the hook is refused (domain.md 4.2). */
export const contentTypeOf = (format: PayloadFormat): string => {
  switch (format.kind) {
    case 'altcraft':
    case 'actito':
      return 'application/json';
  }
};
