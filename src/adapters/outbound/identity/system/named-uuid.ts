import { hash } from 'node:crypto';
import { type NamedUuid } from '../../../../domain/shared/named-uuid';
import { uuidText } from './uuid-text';

const NAMESPACE_BYTES = 16;
const NAMESPACES_KEPT = 16_384;
/** Names of our own are shorter by far. */
const SCRATCH_BYTES = 1024;
const MOST_BYTES_A_UNIT = 3;

const bytesOf = (namespace: string): Buffer => {
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (bytes.length !== NAMESPACE_BYTES) throw new RangeError(`"${namespace}" is no UUID and cannot be a namespace`);
  return bytes;
};

/** UUID of version 5 (RFC 9562 5.5). The bytes of recent namespaces are kept: hooks and blocks come again and again. */
export const namedUuid = (): NamedUuid => {
  const namespaces = new Map<string, Buffer>();
  const scratch = Buffer.alloc(SCRATCH_BYTES);
  const remembered = (namespace: string): Buffer => {
    const known = namespaces.get(namespace);
    if (known !== undefined) return known;
    if (namespaces.size >= NAMESPACES_KEPT) namespaces.clear();
    const bytes = bytesOf(namespace);
    namespaces.set(namespace, bytes);
    return bytes;
  };
  const hashed = (namespace: Buffer, name: string): Buffer => {
    if (name.length * MOST_BYTES_A_UNIT > SCRATCH_BYTES - NAMESPACE_BYTES)
      return Buffer.concat([namespace, Buffer.from(name)]);
    scratch.set(namespace);
    return scratch.subarray(0, NAMESPACE_BYTES + scratch.write(name, NAMESPACE_BYTES));
  };
  // A digest as binary text costs no second buffer: each character is a byte.
  return (namespace, name) => uuidText(hash('sha1', hashed(remembered(namespace), name), 'binary'));
};
