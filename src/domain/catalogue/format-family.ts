import { type PayloadFormat } from '../message/payload-format';
import { type Vendor } from './catalogue-facts';

/** The format of their own that types of a vendor are sent in; cloudevents takes them all (decision 7). */
export const formatFamilyOf = (vendor: Vendor): Exclude<PayloadFormat['kind'], 'cloudevents'> =>
  vendor === 'actito' ? 'actito' : 'altcraft';
