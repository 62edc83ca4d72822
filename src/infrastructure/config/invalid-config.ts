/** One wrong setting, wherever it stands. */
export interface ConfigProblem {
  readonly name: string;
  /** As it was found; hidden when the setting is a secret. */
  readonly value: string;
  readonly where: string;
  /** What to put there instead. */
  readonly allowed: string;
}

/** The program does not start; every problem is named. */
export interface InvalidConfig {
  readonly type: 'InvalidConfig';
  readonly problems: ReadonlyArray<ConfigProblem>;
}

export const invalidConfig = (problems: ReadonlyArray<ConfigProblem>): InvalidConfig => ({
  type: 'InvalidConfig',
  problems,
});

/** For the operator, one line a problem. */
export const explainInvalidConfig = ({ problems }: InvalidConfig): string =>
  [
    'Hookline did not start, its configuration has mistakes:',
    ...problems.map(({ name, value, where, allowed }) => `  ${name}=${value} (${where}): must be ${allowed}`),
    'docs/configuration.md lists every setting.',
  ].join('\n');
