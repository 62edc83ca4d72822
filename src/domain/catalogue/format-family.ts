import { type PayloadFormat } from '../message/payload-format';
import { type Vendor } from './catalogue-facts';

/** The format that types of a vendor are sent in (decision 7). */
export const formatFamilyOf = (vendor: Vendor): PayloadFormat['kind'] => (vendor === 'actito' ? 'actito' : 'altcraft');
