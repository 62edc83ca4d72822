import { type OpenApi, type Operation } from './document';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
const code = (value: unknown): string => `<pre><code>${escaped(JSON.stringify(value, null, 2))}</code></pre>`;

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-bottom: 1px solid var(--line); padding-bottom: .25rem; margin-top: 2.5rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .5rem .75rem; }
summary { cursor: pointer; } code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .5rem; border: 1px solid var(--line); border-radius: .3rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem 1rem .15rem 0; vertical-align: top; }
.method { font-weight: 600; display: inline-block; min-width: 4.5rem; }
`;

const schemaLink = (schema: Readonly<Record<string, unknown>>): string => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return code(schema);
  const name = escaped(reference.split('/').at(-1) ?? '');
  return `<a href="#${name}">${name}</a>`;
};

const contentHtml = (content: Operation['responses'][string]['content']): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `<code>${escaped(type)}</code> ${schemaLink(schema)}`)
    .join('<br>');

const parametersHtml = ({ parameters }: Operation): string => {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, example }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${place}</td><td><code>${escaped(JSON.stringify(example))}</code></td></tr>`,
  );
  return `<table><tr><th>parameter</th><th>in</th><th>example</th></tr>${rows.join('')}</table>`;
};

const operationHtml = (method: string, path: string, operation: Operation): string => {
  const { summary, description = '', requestBody, responses } = operation;
  const answers = Object.entries(responses).map(
    ([status, { description: meaning, content }]) =>
      `<tr><td>${escaped(status)}</td><td>${escaped(meaning)}</td><td>${contentHtml(content)}</td></tr>`,
  );
  return (
    `<details><summary><span class="method">${escaped(method.toUpperCase())}</span> <code>${escaped(path)}</code> ` +
    `${escaped(summary)}</summary><p>${escaped(description)}</p>${parametersHtml(operation)}` +
    (requestBody === undefined ? '' : `<p>Body: ${contentHtml(requestBody.content)}</p>`) +
    `<table><tr><th>answer</th><th></th><th></th></tr>${answers.join('')}</table></details>`
  );
};

const operationsHtml = ({ paths }: OpenApi): string => {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const byTag = Map.groupBy(all, ({ operation }) => operation.tags[0] ?? '');
  return [...byTag]
    .map(
      ([tag, calls]) =>
        `<h2>${escaped(tag)}</h2>${calls.map(({ method, path, operation }) => operationHtml(method, path, operation)).join('')}`,
    )
    .join('');
};

/** The document as one page of HTML without scripts, for people. */
export const pageOf = (document: OpenApi): string => {
  const { title, version, description } = document.info;
  const schemas = Object.entries(document.components['schemas'] ?? {})
    .map(([name, schema]) => `<h3 id="${escaped(name)}">${escaped(name)}</h3>${code(schema)}`)
    .join('');
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(title)} API</title><style>${STYLE}</style></head><body><h1>${escaped(title)} ${escaped(version)}</h1>` +
    `<p>${escaped(description)} The same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>` +
    `${operationsHtml(document)}<h2>Schemas</h2>${schemas}</body></html>`
  );
};
