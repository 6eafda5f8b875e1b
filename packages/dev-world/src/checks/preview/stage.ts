import type { PortalApi } from '../../portal/api.ts';
import type { Developer } from './developer.ts';
import type { Report } from './report.ts';
import type { Change, Witness } from './witness.ts';

/** What every part of the check works with. */
export interface Stage {
  witness: Witness;
  report: Report;
  alice: Developer;
  bob: Developer;
  /** The portal, as its people use it. */
  portal: { alice: PortalApi; bob: PortalApi };
  /** Folder for screenshots. */
  images: string;
}

export const STOREFRONT = 'shop/storefront';
export const PAYMENTS = 'payments/payments-api';

const PAGE = 'page.html';

/** Commits a storefront whose page says something else. */
export async function sayOnPage(
  { bob }: Stage,
  branch: string,
  text: string,
  isNew = true,
): Promise<string> {
  const page = await bob.read(STOREFRONT, PAGE);
  return bob.commit(
    STOREFRONT,
    branch,
    { [PAGE]: page.replace(/<h1>.*<\/h1>/, `<h1>${text}</h1>`) },
    isNew ? 'main' : undefined,
  );
}

interface Plan {
  version: string;
  noop: boolean;
  findings: { id: string; severity: string }[];
}

/** Plans, confirms what wants to be confirmed, and does it, as the dialog does. */
export async function act(
  portal: PortalApi,
  verb: 'sleep' | 'wake' | 'delete' | 'redeploy',
  target: { cluster: string; namespace: string },
): Promise<string> {
  const path = `environments/v1/environment/${verb}`;
  const plan = await portal.post<Plan>(`${path}/plan`, target);
  const { message } = await portal.post<{ message: string }>(path, {
    ...target,
    reason: 'Evidence',
    version: plan.version,
    acknowledged: plan.findings
      .filter(({ severity }) => severity === 'confirm')
      .map(({ id }) => id),
  });
  return message;
}

/** What the portal shows of a pull request. */
export async function shown(
  portal: PortalApi,
  component: string,
  { number }: Change,
): Promise<
  | {
      cluster: string;
      namespace: string;
      state: string;
      message: string;
      url?: string;
      database?: { schema: string };
    }
  | undefined
> {
  const { previews } = await portal.get<{
    previews: {
      cluster: string;
      namespace: string;
      state: string;
      message: string;
      url?: string;
      database?: { schema: string };
      pullRequest: { number: number };
    }[];
  }>(
    `environments/v1/previews?entityRef=${encodeURIComponent(
      `component:default/${component}`,
    )}`,
  );
  return previews.find(({ pullRequest }) => pullRequest.number === number);
}
