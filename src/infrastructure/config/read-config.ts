import { validateSync } from 'class-validator';
import * as E from 'fp-ts/Either';
import { type Config, configOf, type IgnoredKeys } from './config';
import { type ConfigProblem, type InvalidConfig, invalidConfig } from './invalid-config';
import { contradictions } from './contradictions';
import { environmentSettings, fileSettings, type RawSettings } from './raw-settings';
import { type Setting, settingsWithPresets } from './setting';
import { settingValue } from './setting-value';
import { SettingsDto } from './settings.dto';

/** Every setting there is, in the order of docs/configuration.md. */
export const SETTINGS: ReadonlyArray<Setting> = settingsWithPresets(new SettingsDto());

const NAMES = new Set(SETTINGS.map(({ name }) => name));
const MAIN_JSON_KEYS = new Set(['HOOK_RETRY_TIMES', 'HOOK_RETRY_PERIOD_SEC', 'HOOK_CONTENT_CLEANUP_HOURS']);

interface Sources {
  /** The strongest first. */
  readonly places: ReadonlyArray<RawSettings>;
  readonly ignored: ReadonlyArray<IgnoredKeys>;
  readonly problems: ReadonlyArray<ConfigProblem>;
}

/** Whoever writes a user and a password into an address that takes none does not want to read them here. */
const WHO_IN_ADDRESS = /\/\/[^/"]*@/g;

const shown = (setting: Setting | undefined, value: unknown): string => {
  if (setting?.secret === true) return '(hidden)';
  return (typeof value === 'string' ? value : JSON.stringify(value)).replace(WHO_IN_ADDRESS, '//(hidden)@');
};

const unknownIn = ({ values }: RawSettings, known: ReadonlySet<string>): ReadonlyArray<string> =>
  Object.keys(values).filter((key) => !known.has(key));

const listed = (where: string, keys: ReadonlyArray<string>): ReadonlyArray<IgnoredKeys> =>
  keys.length === 0 ? [] : [{ where, keys }];

const withConfigFile = (environment: RawSettings): Sources => {
  const foreign = unknownIn(environment, NAMES).filter((name) => name.startsWith('HOOKLINE_'));
  const found: Sources = { places: [environment], ignored: listed('environment', foreign), problems: [] };
  const path = environment.values['HOOKLINE_CONFIG'];
  if (typeof path !== 'string') return found;
  const file = fileSettings('HOOKLINE_CONFIG', path);
  if (E.isLeft(file)) return { ...found, problems: [file.left] };
  const problems = unknownIn(file.right, NAMES).map((name): ConfigProblem => ({
    name,
    value: '(not read)',
    where: path,
    allowed: 'left out: there is no setting of this name',
  }));
  return { ...found, places: [environment, file.right], problems };
};

const withMainJson = (sources: Sources): Sources => {
  const path = sources.places.map(({ values }) => values['HOOKLINE_MAIN_JSON']).find((value) => value !== undefined);
  if (typeof path !== 'string') return sources;
  const file = fileSettings('HOOKLINE_MAIN_JSON', path);
  if (E.isLeft(file)) return { ...sources, problems: [...sources.problems, file.left] };
  const values = Object.fromEntries(Object.entries(file.right.values).filter(([key]) => MAIN_JSON_KEYS.has(key)));
  return {
    ...sources,
    places: [...sources.places, { where: path, values }],
    ignored: [...sources.ignored, ...listed(path, unknownIn(file.right, MAIN_JSON_KEYS))],
  };
};

const placeOf = (name: string, places: ReadonlyArray<RawSettings>): RawSettings | undefined =>
  places.find(({ values }) => values[name] !== undefined);

const settingsFrom = (places: ReadonlyArray<RawSettings>): SettingsDto => {
  const given = SETTINGS.flatMap(({ name, kind }) => {
    const place = placeOf(name, places);
    return place === undefined ? [] : [[name, settingValue(kind, place.values[name])] as const];
  });
  return Object.assign(new SettingsDto(), Object.fromEntries(given));
};

const problemsOf = (dto: SettingsDto, places: ReadonlyArray<RawSettings>): ReadonlyArray<ConfigProblem> =>
  validateSync(dto, { forbidUnknownValues: true }).map(({ property, value }) => {
    const setting = SETTINGS.find(({ name }) => name === property);
    return {
      name: property,
      value: shown(setting, value),
      where: placeOf(property, places)?.where ?? 'default',
      allowed: setting?.allowed ?? 'left out',
    };
  });

export interface CountingSetting {
  readonly name: string;
  /** Null: not set. Hidden where it is a secret. */
  readonly value: string | null;
  /** `default`, `environment`, or the file's path. */
  readonly from: string;
}
/** What the operator decided, as it counts, with what is wrong and what is not known. */
export interface ConfigReport {
  readonly settings: ReadonlyArray<CountingSetting>;
  readonly unknown: ReadonlyArray<{ readonly key: string; readonly where: string }>;
  readonly problems: ReadonlyArray<ConfigProblem>;
}

const counting =
  (places: ReadonlyArray<RawSettings>) =>
  (setting: Setting): CountingSetting => {
    const { name, preset } = setting;
    const place = placeOf(name, places);
    const value = place?.values[name] ?? preset;
    return { name, value: value === null ? null : shown(setting, value), from: place?.where ?? 'default' };
  };

export const reportConfig = (environment: Readonly<Record<string, string | undefined>>): ConfigReport => {
  const { places, ignored, problems } = withMainJson(withConfigFile(environmentSettings(environment)));
  const dto = settingsFrom(places);
  return {
    settings: SETTINGS.map(counting(places)),
    unknown: ignored.flatMap(({ where, keys }) => keys.map((key) => ({ key, where }))),
    problems: [...problems, ...problemsOf(dto, places), ...contradictions(dto)],
  };
};

/** Environment over the file of HOOKLINE_CONFIG over main.json over defaults; left: every mistake at once. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
): E.Either<InvalidConfig, Config> => {
  const { places, ignored, problems } = withMainJson(withConfigFile(environmentSettings(environment)));
  const dto = settingsFrom(places);
  const all = [...problems, ...problemsOf(dto, places), ...contradictions(dto)];
  return all.length === 0 ? E.right(configOf(dto, ignored)) : E.left(invalidConfig(all));
};
