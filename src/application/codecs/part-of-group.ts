/** Outcomes begin so, and no text inside of them can hold it: its quotes would be escaped. */
const BEGINNING = '{"account":';
const BETWEEN = `},${BEGINNING}`;
const OUTCOMES_BEGIN = `"outcomes":[${BEGINNING}`;
/** What stands behind the last outcome: the end of the group, or the texts. */
const ENDS = [']}', '],"texts":'];

const ROOT = /"root":"([^"]*)"/;

const endOf = (data: string): number => {
  const texts = data.lastIndexOf('],"texts":');
  return texts === -1 ? data.length - (ENDS[0]?.length ?? 0) : texts;
};

/**
 * The JSON of a group of outcomes with those of these blocks alone. Most of a page's groups hold many outcomes of which one
 * is wanted: cutting it out costs a fraction of reading them all. A group of another form is given as it is.
 */
export const partOfGroup = (data: string, roots: ReadonlySet<string>): string => {
  const begins = data.indexOf(OUTCOMES_BEGIN);
  const ends = endOf(data);
  if (begins === -1 || ends < begins) return data;
  const first = begins + OUTCOMES_BEGIN.length - BEGINNING.length;
  const all = data.slice(first + BEGINNING.length, ends - 1).split(BETWEEN);
  const wanted = all.filter((outcome) => roots.has(ROOT.exec(outcome)?.[1] ?? ''));
  const part = wanted.map((outcome) => `${BEGINNING}${outcome}}`).join(',');
  return `${data.slice(0, first)}${part}${data.slice(ends)}`;
};
