import { type Member, type Role, ROLES } from '../../../../application/ports/membership';

export const memberJson = (member: Member): string => JSON.stringify(member);

const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Null: no member of ours, as from another version; it is left out. */
export const memberOf = (text: string): Member | null => {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return null;
    const { process, startedAt, roles, holds } = found as Record<string, unknown>;
    if (!isText(process) || typeof startedAt !== 'number' || !Array.isArray(roles) || !Array.isArray(holds))
      return null;
    return { process, startedAt, roles: roles.filter(isRole), holds: holds.filter(isText) };
  } catch {
    return null;
  }
};
