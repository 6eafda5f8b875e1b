import { z } from 'zod/v3';

// As much of Gitea's API as previews need. Forgejo answers the same.

export const userSchema = z.object({ id: z.number(), login: z.string() });

export const repositorySchema = z.object({
  id: z.number(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string(),
});

export const pullRequestSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  html_url: z.string(),
  /** Absent if the account was deleted. */
  user: userSchema.nullish(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  draft: z.boolean().optional(),
  head: z.object({
    /** The branch; empty if it was pushed to `refs/for/…` (AGit). */
    label: z.string(),
    ref: z.string(),
    sha: z.string(),
    repo_id: z.number(),
  }),
  base: z.object({ ref: z.string(), repo_id: z.number() }),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
});

export type GiteaPullRequest = z.infer<typeof pullRequestSchema>;

export const commentSchema = z.object({
  id: z.number(),
  body: z.string(),
  user: userSchema.nullish(),
  /** Page of the issue or pull request that it stands on; one of them is empty. */
  issue_url: z.string().optional(),
  pull_request_url: z.string().optional(),
});

export type GiteaComment = z.infer<typeof commentSchema>;

export const statusSchema = z.object({
  context: z.string(),
  status: z.enum([
    'pending',
    'success',
    'error',
    'failure',
    'warning',
    'skipped',
  ]),
  description: z.string(),
  target_url: z.string(),
});

export type GiteaStatus = z.infer<typeof statusSchema>;

/** The newest of each context. */
export const combinedStatusSchema = z.object({
  statuses: z.array(statusSchema).nullable(),
});

export const contentsSchema = z.array(
  z.object({ name: z.string(), type: z.string(), sha: z.string() }),
);

export const treeSchema = z.object({
  tree: z
    .array(
      z.object({
        path: z.string(),
        mode: z.string(),
        type: z.string(),
        size: z.number().optional(),
        sha: z.string(),
      }),
    )
    .nullish(),
  total_count: z.number(),
});

export type TreeEntry = NonNullable<z.infer<typeof treeSchema>['tree']>[number];

/** Without content where it is larger than the server hands out. */
export const blobSchema = z.object({
  content: z.string().nullable(),
  encoding: z.string().nullable(),
});

export const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

export const commitsSchema = z.array(z.object({ sha: z.string() }));

export const parentsSchema = z.object({
  parents: z.array(z.object({ sha: z.string() })),
});

export const committedSchema = z.object({
  commit: z.object({ sha: z.string() }),
});

/** Of an answer that says nothing more than that it was done. */
export const doneSchema = z.unknown();
