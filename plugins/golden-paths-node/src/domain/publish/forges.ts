/** Forges that a form may name, and what publishes to each. */
const FORGES = {
  github: { title: 'GitHub', action: 'publish:github' },
  gitlab: { title: 'GitLab', action: 'publish:gitlab' },
  gitea: { title: 'Gitea', action: 'fairway:repository:publish' },
} as const;

/** One of the forges that a form may name. */
export type ForgeType = keyof typeof FORGES;

export function isForge(forge: string): forge is ForgeType {
  return Object.hasOwn(FORGES, forge);
}

/** What a portal has for a forge. */
export interface ForgeFacts {
  /** Host of the repository. */
  host: string;
  /** Whether `integrations` has that host, and an account for it. */
  integration: 'none' | 'without-account' | 'ready';
  /** Ids of the scaffolder's actions; undefined if they cannot be known. */
  actions?: readonly string[];
}

/** Why nothing can be published to a forge; undefined if something can. */
export function whyNotPublished(
  forge: ForgeType,
  { host, integration, actions }: ForgeFacts,
): string | undefined {
  const { title, action } = FORGES[forge];
  const start = `This portal cannot publish to ${title}`;
  if (actions && !actions.includes(action)) {
    return `${start}: its scaffolder has no action ${action}. Choose another forge, or ask your platform team to install it`;
  }
  switch (integration) {
    case 'none':
      return `${start} at '${host}': integrations.${forge} of its configuration has no such host`;
    case 'without-account':
      return `${start} at '${host}': integrations.${forge} of its configuration has no account for it`;
    default:
      return undefined;
  }
}
