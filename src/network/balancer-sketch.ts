import type { LoadBalancerFact } from '../model/network-facts.ts';

const sketches = new WeakMap<LoadBalancerFact, LoadBalancerFact>();

/**
 * A load balancer as members in other subscriptions need it: without the lists of its pools' members, which may be long. The same
 * one for the same fact.
 */
export function balancerSketch(balancer: LoadBalancerFact): LoadBalancerFact {
  const known = sketches.get(balancer);
  if (known !== undefined || balancer.properties === undefined) return known ?? balancer;
  const pools = balancer.properties.pools.map(({ id }) => ({ id, ipConfigurations: [], addresses: [] }));
  const sketch = { ...balancer, properties: { ...balancer.properties, pools } };
  sketches.set(balancer, sketch);
  return sketch;
}
