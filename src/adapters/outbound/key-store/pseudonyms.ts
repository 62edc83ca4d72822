import { boundedCache } from './bounded-cache';
import { type MasterDerivedKeys } from './master-derived-keys';

/** Pseudonyms of profiles, the recently asked ones remembered. */
export const pseudonyms = (
  keys: Pick<MasterDerivedKeys, 'pseudonym'>,
  remembered: number,
): MasterDerivedKeys['pseudonym'] => {
  const recent = boundedCache<string>(remembered);
  return (account, profileId) => {
    const name = `${String(account)}/${profileId}`;
    const known = recent.get(name);
    if (known !== undefined) return known;
    const pseudonym = keys.pseudonym(account, profileId);
    recent.set(name, pseudonym);
    return pseudonym;
  };
};
