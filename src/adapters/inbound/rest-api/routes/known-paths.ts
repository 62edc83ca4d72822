import { type FastifyInstance } from 'fastify';

/** Which methods a path can be called with, asked only about requests that met no route. */
export const knownPaths = (app: FastifyInstance): ((path: string) => ReadonlyArray<string>) => {
  const routes: { readonly shape: RegExp; readonly methods: ReadonlyArray<string> }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const shape = new RegExp(`^${url.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`);
    routes.push({ shape, methods: Array.isArray(method) ? method : [method] });
  });
  return (path) => [...new Set(routes.filter(({ shape }) => shape.test(path)).flatMap(({ methods }) => methods))];
};
