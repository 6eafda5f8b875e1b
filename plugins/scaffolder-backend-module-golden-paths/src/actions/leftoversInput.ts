import type { z as zod } from 'zod/v3';

/** Where a run may have made something. */
export const leftoversInput = (z: typeof zod) => ({
  repoUrl: z
    .string()
    .optional()
    .describe(
      'Repository that it may have made, as RepoUrlPicker writes it; its catalog-info.yaml may have been registered',
    ),
  cluster: z.string().optional().describe('Name of the cluster'),
  namespace: z.string().optional().describe('Name of the namespace'),
  delivery: z
    .string()
    .optional()
    .describe('How it is delivered, as deliveryNamespaces has it; or direct'),
  deliveryNamespaces: z
    .record(z.string())
    .optional()
    .describe(
      'Where a way of delivery is told of it, in the same cluster: argo-cd: argocd',
    ),
});
