import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  FairwayClusters,
  LedgerStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Knex } from 'knex';
import { PreviewStore } from '../../database/PreviewStore';
import { RepositoryStore } from '../../database/RepositoryStore';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { Settings } from '../../domain/settings/settings';
import type { Deletions } from '../Deletions';
import type { Observer } from '../Observer';
import type { Passes } from '../Passes';
import type { Wishes } from '../Wishes';
import { Creators } from './Creators';
import type { PreviewTools } from './DeliveryParts';
import { Deployer } from './Deployer';
import type { Forges } from './Forges';
import { Looks } from './Looks';
import { PreviewClusters } from './PreviewClusters';
import { PreviewLoop } from './PreviewLoop';
import { PreviewSources } from './PreviewSources';
import { Readings } from './Readings';
import { Reconciler } from './Reconciler';
import { Sights } from './Sights';
import { Steps } from './Steps';
import { Teller } from './Teller';

/** What the previews' services stand on. */
export interface PreviewDeps {
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  deletions: Deletions;
  forges: Forges;
  knex: Knex;
  ledger: LedgerStore;
  logger: LoggerService;
  observer: Observer;
  passes: Passes;
  previewTools: PreviewTools;
  settings: Settings;
  wishes: Wishes;
  /** Base URL of the portal's frontend. */
  appUrl?: string;
  now: () => Date;
}

/** What works on previews, where the configuration asks for them. */
export interface PreviewServices {
  loop: PreviewLoop;
  looks: Looks;
  readings: Readings;
  reconciler: Reconciler;
  sources: PreviewSources;
}

/** Puts the services of previews together. */
export function createPreviewServices(
  deps: PreviewDeps & { store: PreviewStore; repositories: RepositoryStore },
  previews: PreviewSettings,
): PreviewServices {
  const { previewTools: tools } = deps;
  const previewClusters = PreviewClusters.create({ ...deps, previews });
  const sources = PreviewSources.create(deps);
  const seeing = { ...deps, previews, sources, tools, previewClusters };
  const looks = Looks.create(seeing);
  const readings = Readings.create(seeing);
  const sights = Sights.create(seeing);
  const teller = Teller.create({ ...seeing, looks });
  const steps = Steps.create({
    ...seeing,
    creators: Creators.create(seeing),
    deployer: Deployer.create(seeing),
    sights,
    teller,
  });
  const acting = { ...seeing, looks, readings, sights, teller, steps };
  const reconciler = Reconciler.create(acting);
  const loop = PreviewLoop.create({
    ...acting,
    reconciler,
    clusters: previewClusters,
  });
  return { loop, looks, readings, reconciler, sources };
}
