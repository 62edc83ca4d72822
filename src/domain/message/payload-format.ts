/** How events become messages; fixed at the event's position. */
export type PayloadFormat = AltcraftFormat | ActitoFormat | CloudEventsFormat;

/** Always a JSON array over HTTP (decision 8). */
export interface AltcraftFormat {
  readonly kind: 'altcraft';
  /** Messages carry the content of what was sent (decision 14); it is joined when they are sent. */
  readonly content?: true;
}

export interface ActitoFormat {
  readonly kind: 'actito';
  readonly pushMode: 'ONE_BY_ONE' | 'BULK';
}

/** CloudEvents 1.0 over HTTP; binary puts the attributes into headers, batch sends an array. */
export interface CloudEventsFormat {
  readonly kind: 'cloudevents';
  readonly mode: 'structured' | 'binary' | 'batch';
  readonly content?: true;
}

/** together: one request, one verdict. one-by-one: a verdict per delivery (design 1, block). */
export type Packaging = 'together' | 'one-by-one';

export const packagingOf = (format: PayloadFormat): Packaging => {
  switch (format.kind) {
    case 'altcraft':
      return 'together';
    case 'actito':
      return format.pushMode === 'ONE_BY_ONE' ? 'one-by-one' : 'together';
    case 'cloudevents':
      return format.mode === 'batch' ? 'together' : 'one-by-one';
  }
};
