import { ForgeClient } from './client.ts';
import type { DemoRepository } from './demoRepositories.ts';
import { passwordOf } from './people.ts';

/** A change that is under review when the demo starts. */
export interface DemoPullRequest {
  organization: string;
  repository: string;
  author: string;
  branch: string;
  title: string;
  body: string;
  /** A text in a file of `main`, and what takes its place. */
  edit: { path: string; from: string; to: string };
}

export const PULL_REQUESTS: DemoPullRequest[] = [
  {
    organization: 'shop',
    repository: 'storefront',
    author: 'bob',
    branch: 'free-delivery',
    title: 'Promise free delivery',
    body: 'From 50 € on. Have a look at the preview before we tell customers.',
    edit: {
      path: 'page.html',
      from: '<h1>Everything for the harbour</h1>',
      to: '<h1>Everything for the harbour</h1>\n    <p><strong>Free delivery from 50 € on.</strong></p>',
    },
  },
  {
    organization: 'payments',
    repository: 'payments-api',
    author: 'alice',
    branch: 'higher-limit',
    title: 'Take up to 5,000 €',
    body: 'Sails are expensive.',
    edit: {
      path: 'main.go',
      from: 'limit = 100_000',
      to: 'limit = 500_000',
    },
  },
];

/** The file as the pull request leaves it. */
export function edited(
  files: DemoRepository['files'],
  { edit, title }: DemoPullRequest,
): string {
  const text = files[edit.path];
  if (!text?.includes(edit.from)) {
    throw new Error(`'${title}' finds nothing to change in ${edit.path}`);
  }
  return text.replace(edit.from, edit.to);
}

/** Pushes the change as its author, and asks for its review. */
export async function openPullRequest(
  forgeUrl: string,
  files: DemoRepository['files'],
  request: DemoPullRequest,
): Promise<void> {
  const { organization, repository, author, branch, title, body } = request;
  const client = new ForgeClient(forgeUrl, {
    login: author,
    password: passwordOf(author),
  });
  const at = `/repos/${organization}/${repository}`;
  const { path } = request.edit;
  const { sha } = await client.get<{ sha: string }>(`${at}/contents/${path}`);
  await client.json('PUT', `${at}/contents/${path}`, {
    branch: 'main',
    new_branch: branch,
    message: title,
    sha,
    content: Buffer.from(edited(files, request)).toString('base64'),
  });
  await client.json('POST', `${at}/pulls`, {
    head: branch,
    base: 'main',
    title,
    body,
  });
}
