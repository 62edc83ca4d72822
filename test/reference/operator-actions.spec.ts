import 'reflect-metadata';
import { expect } from 'chai';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { type AskedOfEngine } from '../support/fake-engine';
import { runCli } from '../support/run-cli';
import { documentOfTheDoor } from './documented-door';
import { NOT_FOR_OPERATORS, OPERATOR_ACTIONS } from './operator-actions';

interface Call {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** Names in its query, in the order of the alphabet. */
  readonly query: ReadonlyArray<string>;
}
interface Operation {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string }>;
}

const callsOf = ({ paths }: Pick<OpenApi, 'paths'>): ReadonlyArray<Call> =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Operation>>).map(([method, { parameters = [] }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replaceAll('.', '[.]').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      query: parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])).sort(),
    })),
  );

const isOthers = ({ name }: Call): boolean =>
  Object.keys(NOT_FOR_OPERATORS).some((path) => name.slice(name.indexOf(' ') + 1).startsWith(path));

const isThis = ({ method, path }: Call, asked: AskedOfEngine): boolean =>
  asked.method === method && path.test(asked.url.split('?')[0] ?? '');

const queryOf = ({ url }: AskedOfEngine): ReadonlyArray<string> =>
  [...new URLSearchParams(url.split('?')[1] ?? '').keys()].sort();

describe('What an operator can do over REST', () => {
  let calls: ReadonlyArray<Call>;
  before(async () => {
    calls = callsOf(await documentOfTheDoor());
  });

  it('has a command of the command line for every call, but for those that others make', () => {
    const wanted = calls.filter((call) => !isOthers(call)).map(({ name }) => name);
    expect(Object.keys(OPERATOR_ACTIONS).sort()).to.deep.equal([...wanted].sort());
    for (const path of Object.keys(NOT_FOR_OPERATORS))
      expect(
        calls.some(({ name }) => name.includes(` ${path}`)),
        path,
      ).to.equal(true);
  });

  for (const [name, command] of Object.entries(OPERATOR_ACTIONS))
    it(`is ${name} by: hookline ${command}`, async () => {
      const call = calls.find((one) => one.name === name);
      const { asked } = await runCli(command.split(' '), {
        stdin: '{"name":"Clicks"}',
        answers: [{ body: {} }],
        untilStopped: () => new Promise(() => undefined),
      });
      const made = asked.find((one) => call !== undefined && isThis(call, one));
      expect(made, asked.map(({ method, url }) => `${method} ${url}`).join()).not.to.equal(undefined);
      if (made !== undefined) expect(queryOf(made)).to.deep.equal(call?.query);
    });
});
