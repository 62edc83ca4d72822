import { SETTINGS } from '../../../src/infrastructure/config/read-config';
import { type Setting } from '../../../src/infrastructure/config/setting';

const presetOf = ({ preset }: Setting): string => (preset === null || preset === '' ? '' : `\`${preset}\``);

/** The rows of the table in docs/configuration.md, as the DTO declares them. */
export const documentedSettings = (): ReadonlyArray<string> =>
  SETTINGS.map((setting) => {
    const about = setting.secret ? `${setting.about} Secret.` : setting.about;
    return `| \`${setting.name}\` | ${setting.allowed} | ${presetOf(setting)} | ${about} |`;
  });
