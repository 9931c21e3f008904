/** The versions of Azure's APIs that lists are asked in, by provider, as the packages of the SDK have them. */
export const API_VERSIONS = {
  compute: 'api-version=2024-11-01',
  network: 'api-version=2025-05-01',
  /** The last version that Microsoft publishes of the lists of a scale set's network interfaces and public addresses. */
  scaleSetNetwork: 'api-version=2018-10-01',
} as const;
