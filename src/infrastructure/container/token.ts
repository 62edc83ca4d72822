import { type ServiceIdentifier } from 'inversify';

/** A name under which the container holds a `T`. */
export const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`hookline.${name}`);
