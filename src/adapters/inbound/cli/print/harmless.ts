// What arrives may be anybody's: without its control characters it cannot write to the terminal.
const CONTROLS = /\p{Cc}/gu;

/** Text for one line of a terminal. */
export const harmless = (text: string): string => text.replace(CONTROLS, '\uFFFD');
