import { readFileSync } from 'node:fs';

/** A fenced block of a page. `notRun`: the reason the page itself gives for not running it. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
  readonly notRun?: string;
}

const FENCE = /(?:<!-- not run here: ([^>]+) -->\n+)?^```(\w*)\n([\s\S]*?)^```$/gm;

/** The fenced blocks of a page, in order; `page` is a path from the root of the project. */
export const blocksOf = (page: string): ReadonlyArray<Block> => {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(FENCE)].map(({ index, 1: notRun, 2: language = '', 3: body = '' }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language,
    text: body,
    ...(notRun === undefined ? {} : { notRun }),
  }));
};

/** Plain blocks may be drawings: those hold what no command does. */
export const isCommands = ({ language, text }: Block): boolean =>
  language === 'sh' || (language === '' && !/[│└──]/u.test(text));
