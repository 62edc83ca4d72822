const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const OURS = ['webhook-', 'hookline-', 'x-hookline-'];

/** Headers that are the engine's or the connection's own: refused on save, never overridden when sent. */
export const isReservedHeader = (name: string): boolean => {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || OURS.some((prefix) => lower.startsWith(prefix));
};
