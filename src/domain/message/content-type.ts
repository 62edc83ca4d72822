import { type CloudEventsFormat, type PayloadFormat } from './payload-format';

/** Media type of a message; an own Content-Type header of the hook is refused (domain.md 4.2). */
export const contentTypeOf = (format: PayloadFormat): string => {
  switch (format.kind) {
    case 'altcraft':
    case 'actito':
      return 'application/json';
    case 'cloudevents':
      return CLOUD_EVENT_TYPES[format.mode];
  }
};

const CLOUD_EVENT_TYPES: Readonly<Record<CloudEventsFormat['mode'], string>> = {
  structured: 'application/cloudevents+json; charset=utf-8',
  batch: 'application/cloudevents-batch+json; charset=utf-8',
  binary: 'application/json',
};
