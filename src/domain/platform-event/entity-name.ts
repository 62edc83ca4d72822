/** An Actito entity stands in the paths of links: letters, digits, `_`, `-` and `.`, at most 100. */
export const isEntityName = (name: string): boolean => name.length <= 100 && /^\w[\w.-]*$/.test(name);
