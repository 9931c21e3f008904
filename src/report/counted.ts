/** A number with its noun: `1 VM`, `1,200 VMs`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A whole number with a comma between thousands, the same in every locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A share as a percentage with one decimal; a small share is never rounded away to nothing, nor a large one up to all. */
export function share(count: number, total: number): string {
  if (total === 0 || count === 0) return '0 %';
  if (count === total) return '100 %';
  const percent = (100 * count) / total;
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}
