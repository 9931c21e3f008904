import { describe, expect, test } from 'vitest';
import { type CloudEndpoints, cloudEndpoints, type EndpointSettings } from '../../src/azure/cloud.ts';

const PUBLIC = {
  cloud: 'AzureCloud',
  authorityHost: 'https://login.microsoftonline.com',
  resourceManager: 'https://management.azure.com',
  scope: 'https://management.azure.com/.default',
  instanceDiscovery: true,
} as const satisfies CloudEndpoints;

describe('the endpoints', () => {
  test.each<CloudEndpoints>([
    PUBLIC,
    {
      cloud: 'AzureUSGovernment',
      authorityHost: 'https://login.microsoftonline.us',
      resourceManager: 'https://management.usgovcloudapi.net',
      scope: 'https://management.usgovcloudapi.net/.default',
      instanceDiscovery: true,
    },
    {
      cloud: 'AzureChinaCloud',
      authorityHost: 'https://login.chinacloudapi.cn',
      resourceManager: 'https://management.chinacloudapi.cn',
      scope: 'https://management.chinacloudapi.cn/.default',
      instanceDiscovery: true,
    },
  ])('of $cloud', (endpoints) => {
    expect(cloudEndpoints({ cloud: endpoints.cloud })).toEqual(endpoints);
  });

  test.each<{ name: string; settings: Omit<EndpointSettings, 'cloud'>; differ: Partial<CloudEndpoints> }>([
    {
      name: 'a Resource Manager of its own, which is the audience too',
      settings: { resourceManager: 'https://arm.local.example:30024/' },
      differ: {
        resourceManager: 'https://arm.local.example:30024',
        scope: 'https://arm.local.example:30024/.default',
      },
    },
    {
      name: 'an audience of its own',
      settings: { resourceManager: 'https://arm.example', audience: 'https://management.core.windows.net/' },
      differ: {
        resourceManager: 'https://arm.example',
        scope: 'https://management.core.windows.net//.default',
      },
    },
    {
      name: 'an audience that is a scope already',
      settings: { audience: 'api://arm/.default' },
      differ: { scope: 'api://arm/.default' },
    },
    {
      name: 'a sign-in that is not Microsoft’s, which knows no instance discovery',
      settings: { authorityHost: 'https://adfs.example/adfs/' },
      differ: { authorityHost: 'https://adfs.example/adfs', instanceDiscovery: false },
    },
    {
      name: 'another sign-in of Microsoft’s',
      settings: { authorityHost: 'https://login.windows.net' },
      differ: { authorityHost: 'https://login.windows.net', instanceDiscovery: true },
    },
    {
      name: 'a sign-in that only looks like Microsoft’s',
      settings: { authorityHost: 'https://login.microsoftonline.com.evil.example' },
      differ: { authorityHost: 'https://login.microsoftonline.com.evil.example', instanceDiscovery: false },
    },
  ])('with $name', ({ settings, differ }) => {
    expect(cloudEndpoints({ cloud: 'AzureCloud', ...settings })).toEqual({ ...PUBLIC, ...differ });
  });
});
