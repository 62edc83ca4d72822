const mix = (text: string): number => {
  // FNV-1a with a final avalanche: every process computes the same, and one letter moves every bit.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * Which process a thing belongs to: the one with the highest score for it. When a process comes or goes, only what it
 * gets or had changes hands. Undefined: there is no process.
 */
export const ownerOf = (processes: ReadonlyArray<string>, thing: string): string | undefined => {
  let owner: string | undefined;
  let best = -1;
  for (const process of processes) {
    const score = mix(`${process}/${thing}`);
    if (score > best || (score === best && owner !== undefined && process < owner)) {
      owner = process;
      best = score;
    }
  }
  return owner;
};
