import { table } from './table';

interface Line {
  readonly name: string;
  readonly outcome: string;
  readonly hook?: number;
  readonly errors?: ReadonlyArray<{ readonly field: string; readonly reason: string }>;
  readonly signingSecret?: string;
}

const toldOf = ({ errors = [], signingSecret }: Line): string =>
  signingSecret === undefined
    ? errors.map(({ field, reason }) => (field === '' ? reason : `${field}: ${reason}`)).join('; ')
    : `signing secret, shown this once: ${signingSecret}`;

/** What became of each hook of an imported document. */
export const importText = (hooks: ReadonlyArray<Line>, dryRun: boolean): string => {
  const rows = table<Line>(
    [
      { head: 'HOOK', cell: ({ hook }) => (hook === undefined ? '-' : String(hook)) },
      { head: 'NAME', cell: ({ name }) => name },
      { head: 'OUTCOME', cell: ({ outcome }) => outcome },
      { head: 'TOLD', cell: toldOf },
    ],
    hooks,
  );
  return dryRun ? `${rows}\nA dry run: nothing was changed.` : rows;
};
