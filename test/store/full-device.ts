import { existsSync } from 'node:fs';

/** Linux has a device on which every write fails as on a full disk. */
export const hasFullDevice = existsSync('/dev/full');
