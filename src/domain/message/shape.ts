import { type Either } from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { type PayloadFormat } from './payload-format';
import { shapeActito } from './shape-actito';
import { shapeAltcraft } from './shape-altcraft';
import { shapeCloudEvent } from './shape-cloud-event';
import { type Shaping, type ShapingRefusal } from './subscription';

/**
 * The event as JSON text: a whole message (one by one) or one element of the array (together).
 * Pure: the same event, format, hook and delivery give the same bytes for ever.
 */
export const shape =
  (format: PayloadFormat) =>
  (event: PlatformEvent, shaping: Shaping): Either<ShapingRefusal, string> => {
    switch (format.kind) {
      case 'altcraft':
        return shapeAltcraft(event, shaping);
      case 'actito':
        return shapeActito(format, event, shaping);
      case 'cloudevents':
        return shapeCloudEvent(event, shaping);
    }
  };
