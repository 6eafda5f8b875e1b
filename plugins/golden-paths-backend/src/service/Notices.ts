import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Addressees } from '@fairway-idp/backstage-plugin-fairway-node';
import type { NoticeStore } from '../database/NoticeStore';
import { noticeOf } from '../domain/notices/noticeOf';
import { isBehind } from '../domain/versions/changelog';
import type { Components, MadeComponent } from './Components';
import type { CurrentTemplate, Templates } from './Templates';

interface NoticesOptions {
  addressees: Addressees;
  components: Components;
  logger: LoggerService;
  notices: NoticeStore;
  notifications: NotificationService;
  templates: Templates;
  now: () => Date;
}

/** A component of which it is known at which version it is. */
type BehindComponent = MadeComponent & { version: string };

/** Whom a component concerns, and whether they know of it. */
interface Concern {
  component: BehindComponent;
  /** Entity references. */
  recipients: readonly string[];
  isTold: boolean;
}

/**
 * Tells all owners of each new version of their template, once: of all their
 * components of it together.
 */
export class Notices {
  private constructor(private readonly options: NoticesOptions) {}

  static create(options: NoticesOptions): Notices {
    return new Notices(options);
  }

  /** Looks at every template, also so that what it is now is kept. */
  async run(signal?: AbortSignal): Promise<void> {
    const { components, logger, templates } = this.options;
    const made = await components.made();
    for (const ref of await templates.list()) {
      signal?.throwIfAborted();
      try {
        const template = await templates.now(ref);
        const behind = made.filter(
          (one): one is BehindComponent =>
            one.template === ref &&
            one.version !== undefined &&
            // The card says that nobody is told.
            one.owners.length > 0 &&
            isBehind(template, one.version),
        );
        await this.tell(template, behind, signal);
      } catch (error) {
        logger.warn(`${ref}: ${stringifyError(error)}`);
      }
    }
  }

  private async tell(
    template: CurrentTemplate,
    behind: readonly BehindComponent[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { notices, now } = this.options;
    const concerns = await this.concerns(template, behind);
    const missed = new Set<Concern>();
    for (const [recipient, its] of byRecipient(concerns)) {
      signal?.throwIfAborted();
      const isNews = its.some(({ isTold }) => !isTold);
      if (isNews && !(await this.send(template, recipient, its))) {
        its.forEach(one => missed.add(one));
      }
    }
    for (const one of concerns) {
      const { component, isTold, recipients } = one;
      if (!isTold && recipients.length > 0 && !missed.has(one)) {
        await notices.add(component.entityRef, template.version, now());
      }
    }
  }

  /** Nobody is looked up of whom there is nothing new to tell. */
  private async concerns(
    template: CurrentTemplate,
    behind: readonly BehindComponent[],
  ): Promise<Concern[]> {
    const { notices } = this.options;
    const told = new Map<string, boolean>();
    for (const { entityRef } of behind) {
      told.set(entityRef, await notices.has(entityRef, template.version));
    }
    if ([...told.values()].every(Boolean)) {
      return [];
    }
    const recipients = new Map<string, readonly string[]>();
    for (const { owners } of behind) {
      const key = owners.join();
      if (!recipients.has(key)) {
        recipients.set(key, await this.recipients(template, owners));
      }
    }
    return behind.map(component => ({
      component,
      recipients: recipients.get(component.owners.join()) ?? [],
      isTold: told.get(component.entityRef) ?? false,
    }));
  }

  /** Nobody, if none of them can be told. */
  private async recipients(
    { template, version }: CurrentTemplate,
    owners: readonly string[],
  ): Promise<readonly string[]> {
    const { addressees, logger } = this.options;
    try {
      return await addressees.of(owners);
    } catch (error) {
      logger.warn(
        `${owners.join(
          ' and ',
        )} was not told of ${version} of ${template}: ${stringifyError(error)}`,
      );
      return [];
    }
  }

  /** @returns whether it was taken */
  private async send(
    template: CurrentTemplate,
    recipient: string,
    concerns: readonly Concern[],
  ): Promise<boolean> {
    const { logger, notifications } = this.options;
    const { template: ref, version } = template;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: recipient },
        payload: {
          ...noticeOf(
            template,
            concerns.map(({ component }) => component),
          ),
          severity: 'normal',
          topic: 'golden-paths',
          // Whoever is told again, of one more component or by a crash before it is
          // noted, finds it once. Who is in two groups finds that of each.
          scope: `golden-path:${ref}:${version}:${recipient}`,
        },
      });
      return true;
    } catch (error) {
      logger.warn(
        `${recipient} was not told of ${version} of ${ref}: ${stringifyError(
          error,
        )}`,
      );
      return false;
    }
  }
}

function byRecipient(concerns: readonly Concern[]): Map<string, Concern[]> {
  const found = new Map<string, Concern[]>();
  for (const concern of concerns) {
    for (const recipient of concern.recipients) {
      found.set(recipient, [...(found.get(recipient) ?? []), concern]);
    }
  }
  return found;
}
