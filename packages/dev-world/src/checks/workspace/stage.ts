import type { Report } from '../preview/report.ts';
import type { ForgeState } from '../../world/types.ts';
import type { Browser } from './browser.ts';
import type { Desk, Place } from './desk.ts';
import type { Laptop } from './laptop.ts';
import type { Witness } from './witness.ts';

/** Who works, and who has no business here. */
export const OWNER = 'bob';
export const STRANGER = 'alice';

export const COMPONENT = 'component:default/storefront';
export const REPOSITORY = 'shop/storefront';
/** A pull request of the demo; the other workspace is made of the default branch. */
export const BRANCH = 'free-delivery';

/** Whose files are written into the workspace of the branch, and run in the other. */
export const TOOL = 'devfile';

/** Minutes after which an unused workspace stops: the least that can be set. */
export const IDLE_MINUTES = 1;

/** What every scene works with. */
export interface Stage {
  report: Report;
  forge: ForgeState;
  witness: Witness;
  desk: Desk;
  stranger: Desk;
  /** The owner's own machine, which knows nothing but the portal. */
  laptop: Laptop;
  browser: Browser;
  /** Kubeconfig of the stranger. */
  strangerKubeconfig: string;
  portalUrl: string;
  /** Made by the first scene: of the default branch, and of the branch. */
  made: { main?: Place; branch?: Place };
}

/** @throws Error if the scene that makes it failed */
export function need(place: Place | undefined): Place {
  if (!place) {
    throw new Error('there is no workspace to go on with');
  }
  return place;
}
