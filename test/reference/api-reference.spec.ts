import 'reflect-metadata';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { apiReference } from './api-reference';
import { documentOfTheDoor, REFERENCE_PAGE } from './documented-door';

describe('The API reference', () => {
  it('is what the routes say now; if it is not: npm run api-reference', async () => {
    const stands = readFileSync(REFERENCE_PAGE, 'utf8').split('\n');
    const wanted = apiReference(await documentOfTheDoor()).split('\n');
    const at = wanted.findIndex((line, index) => line !== stands[index]);
    const first = at < 0 ? stands.length - wanted.length : `line ${String(at + 1)}: ${wanted[at] ?? ''}`;
    expect(first, `${REFERENCE_PAGE} is not up to date; run npm run api-reference`).to.equal(0);
  });

  it('tells of every call and every schema', async () => {
    const document = await documentOfTheDoor();
    const page = readFileSync(REFERENCE_PAGE, 'utf8');
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) expect(page).to.contain(`\n### ${method.toUpperCase()} ${path}\n`);
    for (const name of Object.keys(document.components['schemas'] ?? {})) expect(page).to.contain(`\n### ${name}\n`);
  });
});
