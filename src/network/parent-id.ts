import type { ResourceId } from '../model/resource-id.ts';

/** The ID of the resource that contains this one, in its original spelling: a subnet gives its virtual network, a pool its load balancer. */
export function parentIdOf(id: ResourceId): ResourceId {
  const text = id.endsWith('/') ? id.slice(0, -1) : id;
  const type = text.lastIndexOf('/', text.lastIndexOf('/') - 1);
  return (type > 0 ? text.slice(0, type) : text) as ResourceId;
}
