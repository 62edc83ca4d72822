const STEP_MS = 2;

/** Waits until `holds`, asked again and again; throws when it does not come within the bound. */
export const waitUntil = async (holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${String(withinMs)} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};
