import { type BlockItem } from '../../../../application/deliver/block-command';

/** The bodies of one owner in a row; without an owner they lie open. */
interface Section {
  readonly owner: string | undefined;
  readonly plain: string;
}

export interface BlockSections {
  readonly sections: ReadonlyArray<Section>;
  /** The number of the item's section; null: it has neither an owner nor a body. */
  readonly of: (item: BlockItem) => number | null;
}

/** A section for every owner, also one without bodies, and one for the bodies that are nobody's. */
export const sectionsOf = (items: ReadonlyArray<BlockItem>): BlockSections => {
  const bodies = new Map<string | undefined, string[]>();
  for (const { owner, body } of items) {
    const known = bodies.get(owner);
    if (known !== undefined) known.push(body ?? '');
    else if (owner !== undefined || body !== null) bodies.set(owner, [body ?? '']);
  }
  const numbers = new Map([...bodies.keys()].map((owner, at) => [owner, at]));
  return {
    sections: [...bodies].map(([owner, texts]) => ({ owner, plain: texts.join('') })),
    of: ({ owner }) => numbers.get(owner) ?? null,
  };
};
