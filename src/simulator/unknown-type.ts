import { armError, type Reply } from './reply.ts';

const NAMESPACES = [
  'microsoft.compute',
  'microsoft.network',
  'microsoft.authorization',
  'microsoft.billing',
  'microsoft.management',
  'microsoft.subscription',
];

/** Resource Manager's answer to a namespace or a resource type that it does not know; `provider` is `{namespace}/{type}`. */
export function unknownType(provider: string, url: URL): Reply {
  const [namespace = '', ...types] = provider.split('/');
  if (!NAMESPACES.includes(namespace.toLowerCase())) {
    return armError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  }
  const version = url.searchParams.get('api-version') ?? '';
  return armError(
    404,
    'InvalidResourceType',
    `The resource type '${types.join('/')}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '2024-05-01'.`,
  );
}
