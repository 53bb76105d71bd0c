import { readdirSync, readFileSync } from 'node:fs';

/** What these processes have cost so far: seconds of CPU, and bytes of memory that are resident now. */
export function costOf(...processes) {
  const sum = { cpu: 0, memory: 0 };
  for (const pid of processes) {
    for (const thread of readdirSync(`/proc/${pid}/task`))
      sum.cpu += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
    sum.memory += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
  }
  return sum;
}

/** The children of a process, whichever of its threads made them. */
export const childrenOf = pid =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap(thread => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter(Boolean);
