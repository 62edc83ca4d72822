import { type SettingKind } from './setting';

const flagOf = (text: string): unknown => {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower === 'true' : text;
};

const entriesOf = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Text from the environment as the value it stands for; what cannot be read stays as it is, for the check to refuse. */
export const settingValue = (kind: SettingKind, raw: unknown): unknown => {
  if (typeof raw !== 'string') return raw;
  switch (kind) {
    case 'text':
      return raw;
    case 'whole number':
      return /^-?\d{1,15}$/.test(raw.trim()) ? Number(raw) : raw;
    case 'flag':
      return flagOf(raw.trim());
    case 'list':
      return entriesOf(raw);
  }
};
