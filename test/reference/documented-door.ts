import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { doorWith } from '../support/rest-door';

export const REFERENCE_PAGE = 'docs/api-reference.md';

/** What a door with everything switched on tells of itself. */
export const documentOfTheDoor = async (): Promise<OpenApi> => {
  const { body } = await doorWith({ metricsText: () => Promise.resolve('') }).fastify.inject('/openapi.json');
  return JSON.parse(body) as OpenApi;
};
