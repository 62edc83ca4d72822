import { enteredSegment, reachedGoal } from './altcraft-examples';
import { type EventType } from './event-type';

/** Ours, not the vendor's: without them the Pixels and Segments filters would have nothing to match (decision 4). */
export const OWN_TYPES: ReadonlyArray<EventType> = [
  {
    code: 'pixel_goal',
    vendor: 'hookline',
    group: 'pixel',
    label: 'Pixel Goal',
    description: 'A visitor reached a goal that a pixel watches. Not a documented Altcraft designation.',
    exportable: true,
    dimensions: ['database', 'pixel'],
    example: { type: 'pixel_goal', ...reachedGoal },
  },
  {
    code: 'segment_enter',
    vendor: 'hookline',
    group: 'segment',
    label: 'Segment Enter',
    description: 'A profile entered a segment. Not a documented Altcraft designation.',
    exportable: true,
    dimensions: ['database', 'segment'],
    example: { type: 'segment_enter', ...enteredSegment },
  },
];
