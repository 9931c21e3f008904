/** A whole number with a comma between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number with its noun: `1 VM`, `1,200 VMs`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as a percentage with one decimal; a small one is never rounded away to nothing, nor a large one up to all. */
export function share(count: number, total: number): string {
  if (total === 0 || count === 0) return '0 %';
  if (count === total) return '100 %';
  return `${Math.min(99.9, Math.max(0.1, (100 * count) / total)).toFixed(1)} %`;
}
