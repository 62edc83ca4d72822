import { hash } from 'node:crypto';
import { type NamedUuid } from '../../../../domain/shared/named-uuid';

const NAMESPACE_BYTES = 16;
const NAMESPACES_KEPT = 16_384;
/** The two upper bits of the ninth byte are 10 (RFC 9562 4.1): what each first digit becomes. */
const VARIANT = new Map(Array.from({ length: 16 }, (_, value) => [value.toString(16), '89ab'.charAt(value & 3)]));

const bytesOf = (namespace: string): Buffer => {
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (bytes.length !== NAMESPACE_BYTES) throw new RangeError(`"${namespace}" is no UUID and cannot be a namespace`);
  return bytes;
};

/** UUID of version 5 (RFC 9562 5.5). The bytes of recent namespaces are kept: hooks and blocks come again and again. */
export const namedUuid = (): NamedUuid => {
  const namespaces = new Map<string, Buffer>();
  const remembered = (namespace: string): Buffer => {
    const known = namespaces.get(namespace);
    if (known !== undefined) return known;
    if (namespaces.size >= NAMESPACES_KEPT) namespaces.clear();
    const bytes = bytesOf(namespace);
    namespaces.set(namespace, bytes);
    return bytes;
  };
  return (namespace, name) => {
    const digest = hash('sha1', Buffer.concat([remembered(namespace), Buffer.from(name)]), 'hex');
    const variant = VARIANT.get(digest.charAt(16)) ?? '8';
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
};
