import type { EnvironmentTier } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PrepareOptions } from './objects/types';

/** What the configuration says of previews. */
export interface PreviewSettings {
  /** Of a pass, in milliseconds. */
  every: number;
  /** Previews that are worked on at a time. */
  concurrency: number;
  /** Names of clusters; the first is used. */
  clusters: readonly string[];
  gateway?: NonNullable<PrepareOptions['gateway']>;
  /** How previews are reached. */
  address?: {
    /** e.g. `{name}.preview.example.com` */
    host: string;
    scheme: 'http' | 'https';
    /** Only where it is not the scheme's own. */
    port?: number;
  };
  ingressClass?: string;
  /** e.g. `registry.example.com/{org}/{repo}:{sha12}` */
  image?: string;
  podTemplate?: PrepareOptions['podTemplate'];
  /** Context of the commit status that says that the image is there. */
  waitForStatus?: string;
  defaults: {
    tier: EnvironmentTier;
    days: number;
    /** e.g. `Mon-Fri 08:00-18:00 Europe/Berlin` */
    schedule?: string;
  };
}
