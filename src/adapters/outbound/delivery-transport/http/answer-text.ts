/** Bytes of an answer that are kept. */
export const KEPT_BYTES = 4_096;

const SHORTEST_SECRET = 6;
const HARMLESS_CONTROLS = new Set(['\t', '\n', '\r']);
const CONTROLS = /\p{Cc}/gu;

/** The kept part of a body as text: never longer than the bound, bad bytes replaced, control characters made visible. */
export const answerText = (chunks: ReadonlyArray<Buffer>): string => {
  const [first] = chunks;
  if (first === undefined) return '';
  const bytes = (chunks.length === 1 ? first : Buffer.concat(chunks)).subarray(0, KEPT_BYTES);
  return bytes.toString('utf8').replace(CONTROLS, (char) => (HARMLESS_CONTROLS.has(char) ? char : '\uFFFD'));
};

/** An answer that repeats what was sent must not carry the hook's secrets into the log. */
export const withoutSecrets = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((rest, secret) => (secret.length < SHORTEST_SECRET ? rest : rest.replaceAll(secret, '***')), text);
