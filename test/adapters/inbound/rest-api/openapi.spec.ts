import { expect } from 'chai';
import { type OpenApi, type Operation } from '../../../../src/adapters/inbound/rest-api/openapi/document';
import { schemaCheck } from '../../../support/documented-answers';
import { askDoor, doorWith } from '../../../support/rest-door';
import { routesOf } from '../../../support/routes-of';

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every schema at or below a place, with where it stands. */
const schemasIn = (value: unknown, where: string): ReadonlyArray<readonly [string, Node]> => {
  if (Array.isArray(value)) return value.flatMap((item, index) => schemasIn(item, `${where}/${String(index)}`));
  if (!isNode(value)) return [];
  const { properties, items } = value;
  return [
    [where, value],
    ...Object.entries(isNode(properties) ? properties : {}).flatMap(([name, member]) =>
      schemasIn(member, `${where}.${name}`),
    ),
    ...schemasIn(items, `${where}[]`),
  ];
};

describe('The OpenAPI document', () => {
  let document: OpenApi;
  let operations: ReadonlyArray<readonly [string, Operation]>;

  before(async () => {
    const told = await askDoor({}, { url: '/openapi.json', key: null });
    expect(told.status).to.equal(200);
    document = told.json as unknown as OpenApi;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );
  });

  it('tells of every route of the door, and of none that is not there', async () => {
    const { fastify } = doorWith({ metricsText: () => Promise.resolve('') });
    const routes = await routesOf(fastify);
    expect(operations.map(([call]) => call.replaceAll(/\{(\w+)\}/g, ':$1'))).to.have.members([...routes]);
  });

  it('says in one line what each call does, under a name of its own', () => {
    for (const [call, { summary }] of operations) expect(summary, call).to.match(/^[A-Z].{10,150}\.$/);
    expect(new Set(operations.map(([, { operationId }]) => operationId))).to.have.lengthOf(operations.length);
  });

  it('describes each parameter of a path', () => {
    for (const [call, { parameters }] of operations) {
      const named = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
        call,
      ).to.deep.equal(named);
    }
  });

  it('gives each body and each answer a schema', () => {
    for (const [call, { requestBody, responses }] of operations) {
      const contents = [...Object.values(responses), ...(requestBody === undefined ? [] : [requestBody])];
      for (const { content } of contents) {
        expect(Object.keys(content), call).to.not.be.empty;
        for (const { schema } of Object.values(content)) expect(schema, call).to.not.deep.equal({});
      }
    }
  });

  it('tells of a success of each call, and of problems of each that needs a key', () => {
    for (const [call, { responses, security }] of operations) {
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        call,
      ).to.equal(true);
      if (security.length > 0) expect(responses['401']?.content, call).to.have.property('application/problem+json');
    }
  });

  it('holds an example in every schema, which the schema itself takes', () => {
    const check = schemaCheck(document);
    const places = [
      ...Object.entries(document.components['schemas'] ?? {}),
      ...operations.flatMap(([call, { parameters }]) =>
        parameters.map(({ name, schema }) => [`${call} ${name}`, schema] as const),
      ),
    ];
    for (const [place, schema] of places)
      for (const [where, part] of schemasIn(schema, place)) {
        if (part['$ref'] !== undefined) continue;
        const examples = part['examples'] as ReadonlyArray<unknown> | undefined;
        expect(examples, where).to.have.lengthOf.at.least(1);
        const validate = check(part);
        expect(
          validate(examples?.[0]),
          `${where}: ${JSON.stringify(examples?.[0])} ${JSON.stringify(validate.errors)}`,
        ).to.equal(true);
      }
  });

  it('is shown as a page that loads nothing and runs nothing', async () => {
    const told = await askDoor({}, { url: '/docs', key: null });
    expect(told.status).to.equal(200);
    expect(told.headers['content-security-policy']).to.contain("default-src 'none'");
    expect(told.text).to.not.match(/<script|src=|https?:\/\/(?!shop\.|a\.|new\.|example)/);
    for (const path of Object.keys(document.paths)) expect(told.text).to.contain(`<code>${path}</code>`);
  });
});
