/** How events become messages; fixed at the event's position. */
export type PayloadFormat = AltcraftFormat | ActitoFormat;

/** Always a JSON array over HTTP (decision 8). */
export interface AltcraftFormat {
  readonly kind: 'altcraft';
}

export interface ActitoFormat {
  readonly kind: 'actito';
  readonly pushMode: 'ONE_BY_ONE' | 'BULK';
}

/** together: one request, one verdict. one-by-one: a verdict per delivery (design 1, block). */
export type Packaging = 'together' | 'one-by-one';

export const packagingOf = (format: PayloadFormat): Packaging =>
  format.kind === 'actito' && format.pushMode === 'ONE_BY_ONE' ? 'one-by-one' : 'together';
