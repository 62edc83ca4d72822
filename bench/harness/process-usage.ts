import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1024;

/** MiB of memory that belongs to the process alone and is no file: RssAnon of proc(5). */
export const anonymousMib = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) / KIB_PER_MIB;
};

const secondsIn = async (file: string): Promise<number> => {
  const stat = await readFile(file, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/** Seconds of processor time used so far. */
export interface ProcessorTime {
  readonly allThreads: number;
  readonly mainThread: number;
}

export const processorTime = async (pid: number): Promise<ProcessorTime> => ({
  allThreads: await secondsIn(`/proc/${String(pid)}/stat`),
  mainThread: await secondsIn(`/proc/${String(pid)}/task/${String(pid)}/stat`),
});

/** What an event cost the process between two moments, in words. */
export const costAnEvent = (before: ProcessorTime, after: ProcessorTime, count: number, one = 'an event'): string => {
  const micros = (from: number, to: number): string => (((to - from) * 1e6) / count).toFixed(0);
  const all = micros(before.allThreads, after.allThreads);
  return `${all} µs of processor time ${one}, ${micros(before.mainThread, after.mainThread)} of them in the main thread`;
};
