/** How a setting's text becomes a value. */
export type SettingKind = 'text' | 'whole number' | 'flag' | 'list';

/** One line of docs/configuration.md. */
export interface Setting {
  readonly name: string;
  readonly kind: SettingKind;
  /** What may stand there, completing "must be ...". */
  readonly allowed: string;
  readonly about: string;
  /** Never shown, not even when it is wrong. */
  readonly secret: boolean;
  /** As it is written in the environment; none: not set unless the operator sets it. */
  readonly preset: string | null;
}

export type Declaration = Omit<Setting, 'name' | 'preset'>;

const declarations = new Map<string, Declaration>();

/** Remembers a property of the settings DTO together with what it takes. */
export const declare = (property: string | symbol, declaration: Declaration): void => {
  declarations.set(String(property), declaration);
};

const written = (value: unknown): string | null => {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** The declared settings in the order of the DTO, with the values that a fresh DTO holds. */
export const settingsWithPresets = (fresh: object): ReadonlyArray<Setting> => {
  const presets = new Map<string, unknown>(Object.entries(fresh));
  return [...declarations].map(([name, declaration]) => ({ ...declaration, name, preset: written(presets.get(name)) }));
};
