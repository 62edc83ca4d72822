export const pathOfHook = (hook: number, ...below: ReadonlyArray<string>): string =>
  ['/v1/hooks', String(hook), ...below.map(encodeURIComponent)].join('/');
