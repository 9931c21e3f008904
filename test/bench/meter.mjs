import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/*
 * Loaded into a process that is to be measured (`node --import`): writes what the kernel counted of it when it ends, to the file that
 * PORT25_BENCH_METER names. All threads of the process count; processes that it starts do not.
 */

const OWN_STATUS = '/proc/self/status';

/**
 * The most memory that was ever resident, in KiB. Linux carries what `getrusage` tells over from the process that started this one,
 * so the high-water mark of this program's own memory is taken there.
 */
function peakKib() {
  const status = existsSync(OWN_STATUS) ? readFileSync(OWN_STATUS, 'utf8') : '';
  const highWater = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return highWater === undefined ? process.resourceUsage().maxRSS : Number(highWater);
}

const path = process.env['PORT25_BENCH_METER'];
// A process that the measured one starts must not write over its figures.
delete process.env['PORT25_BENCH_METER'];

process.on('exit', () => {
  if (path === undefined) return;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(
    path,
    JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakKib: peakKib() }),
  );
});
