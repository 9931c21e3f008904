import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/**
 * Loaded before the program by tests in which requests fail for good: what it rests before each further attempt is over fifty times
 * sooner. Its deadlines, which are other timers, stay as they are.
 */
const SOONER = 50;

const rest = timers.setTimeout;
timers.setTimeout = (ms = 0, ...others) => rest(ms / SOONER, ...others);
syncBuiltinESMExports();
