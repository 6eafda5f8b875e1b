import type {
  EnvironmentTier,
  WorkspaceResources,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Prices,
  WorkspaceEgress,
  WorkspacePodTemplate,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** An image that a workspace can be made of. */
export interface ImageSetting {
  id: string;
  title: string;
  description?: string;
  image: string;
}

/** How pods reach a Git forge. */
export interface ForgeSetting {
  /** As the catalog calls it, e.g. `https://git.example.com`. */
  url: string;
  /** As pods reach it; the same if absent. */
  cloneUrl?: string;
  /** Name of a Secret in the sandbox with username and password. */
  secret?: string;
}

/** What the configuration says. Times are in minutes unless a name says otherwise. */
export interface Settings {
  /** Of the environments plugin: whose sandboxes they are. */
  instance: string;
  /** Names of the clusters; all if absent. */
  clusters?: string[];
  images: ImageSetting[];
  forges: ForgeSetting[];
  tiers: Record<EnvironmentTier, WorkspaceResources>;
  defaultTier: EnvironmentTier;
  storageClass?: string;
  podTemplate?: WorkspacePodTemplate;
  /** What every workspace may reach beside its dependencies. */
  egress: WorkspaceEgress[];
  limits: { perUser: number; runningPerUser: number };
  idle: {
    defaultMinutes: number;
    maxMinutes: number;
    /** A process that runs longer counts no more: it may hang. */
    maxProcessHours: number;
  };
  startDeadlineMinutes: number;
  ssh: { certificateMinutes: number; program: string };
  /** A terminal without a key stroke is closed after so many. */
  terminalIdleMinutes: number;
  kubeconfig: {
    minutes: number;
    /** URL of the API server for developers, by cluster; else the portal's. */
    servers: Record<string, { server: string; caData?: string }>;
    clusterRole: string;
  };
  /** Of the environments plugin, so that both tell the same money. */
  prices: Prices;
  /** See `trustedSourceOf`. */
  trustedLocations: readonly string[];
  /** The sandbox that is made where there is none. */
  sandbox: { title: string; tier?: EnvironmentTier };
}

/** Unless the configuration says otherwise; each fits into a sandbox of its tier. */
export const DEFAULT_TIERS: Settings['tiers'] = {
  s: {
    requests: { cpu: '250m', memory: '512Mi' },
    limits: { cpu: '1', memory: '1Gi' },
    storage: '2Gi',
  },
  m: {
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { cpu: '2', memory: '2Gi' },
    storage: '5Gi',
  },
  l: {
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '4', memory: '4Gi' },
    storage: '10Gi',
  },
};

/** The public internet, and nothing of the cluster's or the cloud's own. */
export const PUBLIC_INTERNET: WorkspaceEgress = {
  to: {
    cidr: '0.0.0.0/0',
    except: [
      '10.0.0.0/8',
      '100.64.0.0/10',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.168.0.0/16',
    ],
  },
  ports: [22, 80, 443],
};
