import { expect } from 'chai';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type OpenApi, type Operation } from '../../src/adapters/inbound/rest-api/openapi/document';

export interface GivenAnswer {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** The JSON that was sent, if it was JSON. */
  readonly sent?: unknown;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema with every object closed, so that a member the document does not know is seen; examples are data. */
export const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isNode(schema)) return schema;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, keyword === 'examples' ? value : closed(value)]),
  );
  return isNode(schema['properties']) && schema['additionalProperties'] === undefined
    ? { ...parts, additionalProperties: false }
    : parts;
};

/** As they are: members that are not named are let through, unless the schema refuses them itself. */
const open = (schema: unknown): unknown => schema;

/** Checks values against the schemas of a document. */
export const schemaCheck = (document: OpenApi, shape = closed): ((schema: unknown) => ValidateFunction) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': INSTANT, date: DAY, uuid: UUID } });
  ajv.addSchema({ $id: 'document', components: shape(document.components) });
  const made = new Map<string, ValidateFunction>();
  return (schema) => {
    const text = JSON.stringify(shape(schema)).replaceAll('"#/components/', '"document#/components/');
    const check = made.get(text) ?? ajv.compile(JSON.parse(text) as object);
    made.set(text, check);
    return check;
  };
};

const shapeOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);

const operationAt = (document: OpenApi, { method, url }: GivenAnswer): Operation | undefined => {
  const path = url.split('?')[0] ?? '';
  const paths = Object.entries(document.paths).filter(([template]) => shapeOf(template).test(path));
  return paths.map(([, methods]) => methods[method.toLowerCase()]).find((operation) => operation !== undefined);
};

const mediaOf = (type: string): string => type.split(';')[0]?.trim() ?? '';

/** Fails where the door took what the document does not speak of: a parameter, or a body that its schema refuses. */
const documentedRequests = (document: OpenApi): ((answer: GivenAnswer) => void) => {
  const check = schemaCheck(document, open);
  return (answer) => {
    const { method, url, status, sent } = answer;
    const operation = operationAt(document, answer);
    if (status >= 300 || operation === undefined) return;
    const known = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const asked = [...new URLSearchParams(url.split('?')[1] ?? '').keys()];
    expect(
      asked.filter((name) => !known.includes(name)),
      `${method} ${url}: parameters not documented`,
    ).to.deep.equal([]);
    if (sent === undefined) return;
    const schemas = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema);
    const problems = schemas.map((schema) => (check(schema)(sent) ? null : check(schema).errors));
    const where = `${method} ${url} took ${JSON.stringify(sent)}: ${JSON.stringify(problems)}`;
    expect(problems.includes(null) || problems.length === 0, where).to.equal(true);
  };
};

/** Fails where an answer is not what the document says of the call; what is no call at all is a problem. */
export const documentedAnswers = (document: OpenApi): ((answer: GivenAnswer) => void) => {
  const check = schemaCheck(document);
  const refused = document.paths['/v1/hooks']?.['post']?.responses['default'];
  const responseTo = (answer: GivenAnswer) => {
    const responses = operationAt(document, answer)?.responses ?? {};
    const told = responses[String(answer.status)];
    return told === undefined && answer.status >= 400 ? (responses['default'] ?? refused) : told;
  };
  return (answer) => {
    const { method, url, status, type, text } = answer;
    const media = responseTo(answer)?.content[mediaOf(type)];
    const where = `${method} ${url} answered ${String(status)} ${type}`;
    expect(media, `${where}, which the document does not know`).to.not.equal(undefined);
    if (!mediaOf(type).endsWith('json')) return;
    const validate = check(media?.schema);
    expect(validate(JSON.parse(text)), `${where}: ${JSON.stringify(validate.errors)} in ${text}`).to.equal(true);
  };
};

/** Both: nothing is answered, and nothing taken, that the document does not speak of. */
export const documentedCalls = (document: OpenApi): ((answer: GivenAnswer) => void) => {
  const taken = documentedRequests(document);
  const told = documentedAnswers(document);
  return (answer) => {
    taken(answer);
    told(answer);
  };
};
