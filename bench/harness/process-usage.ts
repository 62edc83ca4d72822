import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1024;

/** MiB of memory that belongs to the process alone and is no file: RssAnon of proc(5). */
export const anonymousMib = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) / KIB_PER_MIB;
};

/** Seconds of processor time that all threads of the process have used so far. */
export const cpuSeconds = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};
