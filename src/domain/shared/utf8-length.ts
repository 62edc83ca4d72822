const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Bytes of a text in UTF-8, without encoding it. Most texts are ASCII, which an expression sees twice as fast as a loop. */
export const utf8Length = (text: string): number => (BEYOND_ASCII.test(text) ? counted(text) : text.length);

const counted = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // A surrogate is half of a four-byte character: two bytes each.
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
};
