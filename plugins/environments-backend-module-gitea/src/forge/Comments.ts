import type {
  ForgeRepository,
  PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  at,
  PAGE_SIZE,
  readPages,
  type GiteaClient,
} from '@fairway-idp/backstage-plugin-fairway-node/gitea';
import { z } from 'zod/v3';
import { commentSchema, userSchema, type GiteaComment } from '../client/schema';

type On = Pick<PullRequest, 'number'> & { repository: ForgeRepository };

const nameOf = ({ repository, number }: On) =>
  `${repository.fullName}#${number}`;

const gone = (error: unknown) =>
  (error as { reason?: unknown } | undefined)?.reason === 'not-found';

/** Keeps one comment of ours on a pull request. */
export class Comments {
  private self: Promise<number> | undefined;

  private constructor(private readonly client: GiteaClient) {}

  static create(client: GiteaClient): Comments {
    return new Comments(client);
  }

  /** See `Forge.putComment`. */
  async put(
    on: On,
    comment: { marker: string; body: string; id?: string },
    signal: AbortSignal,
  ): Promise<string> {
    const { marker } = comment;
    const body = comment.body.includes(marker)
      ? comment.body
      : `${marker}\n${comment.body}`;
    const seen = await this.seen(on, comment, signal);
    if (seen) {
      return this.write(on, seen, body, signal);
    }
    const [first] = await this.find(on, marker, signal);
    if (first) {
      return this.write(on, first, body, signal);
    }
    await this.post(on, body, signal);
    // Somebody else of us may have done so at the same time.
    const [oldest, ...later] = await this.find(on, marker, signal);
    for (const extra of later) {
      await this.remove(on, extra, signal);
    }
    return this.write(on, oldest, body, signal);
  }

  /** The comment at the id where it was last, if it is still there and is that. */
  private async seen(
    on: On,
    { marker, id }: { marker: string; id?: string },
    signal: AbortSignal,
  ): Promise<GiteaComment | undefined> {
    if (!id || !/^\d+$/.test(id)) {
      return undefined;
    }
    try {
      const { value } = await this.client.call({
        what: `read comment ${id} of ${nameOf(on)}`,
        path: at`/repos/${on.repository.fullName}/issues/comments/${id}`,
        schema: commentSchema,
        signal,
      });
      const page = value.pull_request_url || value.issue_url || '';
      return page.endsWith(`/${on.number}`) &&
        (await this.isOurs(value, marker, signal))
        ? value
        : undefined;
    } catch (error) {
      if (gone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Ours with this marker, the oldest first. Anybody may write the marker; only ours count. */
  private async find(
    on: On,
    marker: string,
    signal: AbortSignal,
  ): Promise<GiteaComment[]> {
    const comments = await readPages({
      what: `comments of ${nameOf(on)}`,
      read: page =>
        this.client.call({
          what: `list the comments of ${nameOf(on)}`,
          path: at`/repos/${on.repository.fullName}/issues/${on.number}/comments`,
          query: { page, limit: PAGE_SIZE },
          schema: z.array(commentSchema),
          signal,
        }),
      keyOf: comment => comment.id,
    });
    const ours: GiteaComment[] = [];
    for (const comment of comments) {
      if (await this.isOurs(comment, marker, signal)) {
        ours.push(comment);
      }
    }
    return ours.sort((a, b) => a.id - b.id);
  }

  private async isOurs(
    { user, body }: GiteaComment,
    marker: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    return body.includes(marker) && user?.id === (await this.whoAmI(signal));
  }

  private whoAmI(signal: AbortSignal): Promise<number> {
    this.self ??= this.client
      .call({
        what: 'say whose token it is that previews use',
        path: '/user',
        schema: userSchema,
        signal,
      })
      .then(({ value }) => value.id)
      .catch(error => {
        this.self = undefined;
        throw error;
      });
    return this.self;
  }

  private async post(on: On, body: string, signal: AbortSignal): Promise<void> {
    await this.client.call({
      what: `comment on ${nameOf(on)}`,
      method: 'POST',
      path: at`/repos/${on.repository.fullName}/issues/${on.number}/comments`,
      body: { body },
      schema: commentSchema,
      signal,
    });
  }

  private async write(
    on: On,
    comment: GiteaComment,
    body: string,
    signal: AbortSignal,
  ): Promise<string> {
    if (comment.body !== body) {
      await this.client.call({
        what: `change our comment on ${nameOf(on)}`,
        method: 'PATCH',
        path: at`/repos/${on.repository.fullName}/issues/comments/${comment.id}`,
        body: { body },
        schema: commentSchema,
        signal,
      });
    }
    return `${comment.id}`;
  }

  private async remove(
    on: On,
    { id }: GiteaComment,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.client.call({
        what: `remove our second comment on ${nameOf(on)}`,
        method: 'DELETE',
        path: at`/repos/${on.repository.fullName}/issues/comments/${id}`,
        schema: z.unknown(),
        signal,
      });
    } catch (error) {
      // The other one of us was faster.
      if (!gone(error)) {
        throw error;
      }
    }
  }
}
