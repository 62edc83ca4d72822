import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { apiReference } from './api-reference';
import { documentOfTheDoor, REFERENCE_PAGE } from './documented-door';

void documentOfTheDoor().then((document) => writeFileSync(REFERENCE_PAGE, apiReference(document)));
