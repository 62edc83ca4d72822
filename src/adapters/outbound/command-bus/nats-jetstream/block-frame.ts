import * as E from 'fp-ts/Either';
import { type BlockHeader, parseBlockHeader } from './block-header';

/** One message: version (1 byte), length of the header (4, big-endian), header as JSON, then the sections in a row. */
export interface BlockFrame {
  readonly header: BlockHeader;
  /** As many as the header has sections. */
  readonly sections: ReadonlyArray<Uint8Array>;
}

const VERSION = 1;
const PREFIX_BYTES = 5;

export const encodeFrame = ({ header, sections }: BlockFrame): Uint8Array => {
  const text = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt8(VERSION, 0);
  prefix.writeUInt32BE(text.length, 1);
  return Buffer.concat([prefix, text, ...sections]);
};

/** Left: why it is no block that this program reads. */
export const decodeFrame = (data: Uint8Array): E.Either<string, BlockFrame> => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < PREFIX_BYTES) return E.left('is too short');
  const version = bytes.readUInt8(0);
  if (version !== VERSION) return E.left(`has version ${String(version)}, this program reads ${String(VERSION)}`);
  const end = PREFIX_BYTES + bytes.readUInt32BE(1);
  if (end > bytes.length) return E.left('is cut off');
  const header = parseBlockHeader(bytes.toString('utf8', PREFIX_BYTES, end));
  if (E.isLeft(header)) return header;
  const sections: Uint8Array[] = [];
  let at = end;
  for (const section of header.right.sections) {
    sections.push(bytes.subarray(at, at + section.bytes));
    at += section.bytes;
  }
  return at === bytes.length ? E.right({ header: header.right, sections }) : E.left('has another length than it says');
};
