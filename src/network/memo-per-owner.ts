/**
 * Makes a memory for results that many VMs share (a prepared rule set, a subnet's routes): one for each owner and key, kept as long
 * as the owner is. It changes no result. Keys are taken as they are spelled; another spelling only costs a second making.
 */
export function memoPerOwner<T>(): (owner: object, key: string, make: () => T) => T {
  const owners = new WeakMap<object, Map<string, { readonly value: T }>>();
  return (owner, key, make) => {
    let known = owners.get(owner);
    if (known === undefined) {
      known = new Map();
      owners.set(owner, known);
    }
    const kept = known.get(key);
    if (kept !== undefined) return kept.value;
    const value = make();
    known.set(key, { value });
    return value;
  };
}
