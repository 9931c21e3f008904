import type { CloudName } from './revision.ts';

/** Who signed in and how: nothing secret. What is not known is `null`. `expiresAt` is ISO 8601 UTC. */
export interface DoctorIdentity {
  readonly method: string;
  readonly credential: string | null;
  readonly kind: 'app' | 'managed-identity' | 'user' | 'unknown';
  readonly tenantId: string | null;
  readonly clientId: string | null;
  readonly objectId: string | null;
  readonly user: string | null;
  readonly managedIdentity: string | null;
  readonly expiresAt: string | null;
  /** The credentials of the chain that were tried before, and why they gave no token. */
  readonly tried: readonly { readonly credential: string; readonly reason: string }[];
}

/** How one kind of fact could be read of the subscriptions that were asked. */
export interface DoctorFact {
  readonly fact: string;
  readonly required: boolean;
  readonly read: number;
  /** Subscriptions of which it was not asked, since they hold nothing that it is about. */
  readonly notAsked: number;
  readonly unreadable: readonly {
    readonly subscriptionId: string;
    readonly subscriptionName: string;
    readonly status: number | null;
    readonly code: string;
    readonly message: string;
    /** The action that is missing, where Azure named one. */
    readonly action: string | null;
  }[];
  /** What verdicts lose where it cannot be read. */
  readonly cost: string;
}

/** What `doctor` finds. `skewSeconds` is by how much this machine's clock is ahead of Azure's. */
export interface DoctorFindings {
  readonly schemaVersion: 1;
  readonly checkedAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly cloud: CloudName;
  readonly endpoints: {
    readonly signIn: string;
    readonly resourceManager: string;
    readonly audience: string;
  };
  readonly identity: DoctorIdentity;
  readonly skewSeconds: number | null;
  readonly subscriptions: {
    readonly visible: number;
    readonly inScope: number;
    readonly home: number;
    readonly delegated: number;
    readonly excluded: number;
    readonly notVisible: number;
    readonly byState: Readonly<Record<string, number>>;
    /** How many of those in scope an audit reads: neither left out nor out of sight. */
    readonly readable: number;
    /** How many of these were asked for every fact. */
    readonly asked: number;
  };
  readonly managementGroups: readonly { readonly name: string; readonly subscriptions: number }[];
  readonly facts: readonly DoctorFact[];
}
