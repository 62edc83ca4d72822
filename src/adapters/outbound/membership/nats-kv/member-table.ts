import { type Member } from '../../../../application/ports/membership';

/** Who was heard of, and when last. */
export interface MemberTable {
  readonly members: () => ReadonlyArray<Member>;
  /** True: something changed for those who look at the members. */
  readonly heard: (member: Member, at: number) => boolean;
  readonly left: (process: string) => boolean;
  /** Forgets who was silent since; true: somebody was. */
  readonly forgetSilent: (since: number) => boolean;
  /** Nobody could be heard for a while: everybody gets the time anew. */
  readonly grace: (at: number) => void;
}

interface Heard {
  readonly member: Member;
  readonly at: number;
}

const isSame = (one: Member, other: Member): boolean =>
  one.holds.length === other.holds.length && one.holds.every((name, index) => name === other.holds[index]);

export const memberTable = (): MemberTable => {
  const heard = new Map<string, Heard>();
  return {
    members: () => [...heard.values()].map(({ member }) => member),
    heard: (member, at) => {
      const known = heard.get(member.process);
      heard.set(member.process, { member, at });
      return known === undefined || !isSame(known.member, member);
    },
    left: (process) => heard.delete(process),
    forgetSilent: (since) => {
      const silent = [...heard].filter(([, { at }]) => at < since);
      for (const [process] of silent) heard.delete(process);
      return silent.length > 0;
    },
    grace: (at) => {
      for (const [process, { member }] of heard) heard.set(process, { member, at });
    },
  };
};
