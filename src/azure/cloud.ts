import type { CloudName } from '../model/revision.ts';

/** Where to sign in and where Resource Manager is. `authorityHost` and `resourceManager` are https origins without a trailing slash. */
export interface CloudEndpoints {
  readonly cloud: CloudName;
  readonly authorityHost: string;
  readonly resourceManager: string;
  readonly scope: string;
  /** Microsoft's own sign-in hosts answer instance discovery; a private cloud or a test double does not. */
  readonly instanceDiscovery: boolean;
}

interface KnownCloud {
  readonly authorityHost: string;
  readonly resourceManager: string;
}

const CLOUDS = {
  AzureCloud: {
    authorityHost: 'https://login.microsoftonline.com',
    resourceManager: 'https://management.azure.com',
  },
  AzureUSGovernment: {
    authorityHost: 'https://login.microsoftonline.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  AzureChinaCloud: {
    authorityHost: 'https://login.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
  },
} as const satisfies Record<CloudName, KnownCloud>;

const MICROSOFT_SIGN_IN_HOSTS: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
  'login.microsoftonline.us',
  'login.usgovcloudapi.net',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
  'login.microsoftonline.de',
]);

/** What the environment may say about endpoints; each overrides the cloud's own. */
export interface EndpointSettings {
  readonly cloud: CloudName;
  readonly authorityHost?: string | undefined;
  readonly resourceManager?: string | undefined;
  readonly audience?: string | undefined;
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** The endpoints of a cloud with the environment's overrides; URLs must have been checked to be https before. */
export function cloudEndpoints(settings: EndpointSettings): CloudEndpoints {
  const known = CLOUDS[settings.cloud];
  const authorityHost = withoutTrailingSlash(settings.authorityHost ?? known.authorityHost);
  const resourceManager = withoutTrailingSlash(settings.resourceManager ?? known.resourceManager);
  const audience = settings.audience ?? resourceManager;
  return {
    cloud: settings.cloud,
    authorityHost,
    resourceManager,
    scope: audience.endsWith('/.default') ? audience : `${audience}/.default`,
    instanceDiscovery: MICROSOFT_SIGN_IN_HOSTS.has(new URL(authorityHost).hostname),
  };
}
