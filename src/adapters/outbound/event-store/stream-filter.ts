const REMEMBERED_STREAMS = 10_000;

/** Does a stream's name start with one of the prefixes? Remembers its verdicts, since a log names few streams very often. */
export const streamFilter = (prefixes: ReadonlyArray<string>): ((stream: string) => boolean) => {
  const verdicts = new Map<string, boolean>();
  return (stream) => {
    const remembered = verdicts.get(stream);
    if (remembered !== undefined) return remembered;
    const verdict = prefixes.some((prefix) => stream.startsWith(prefix));
    if (verdicts.size >= REMEMBERED_STREAMS) verdicts.clear();
    verdicts.set(stream, verdict);
    return verdict;
  };
};
