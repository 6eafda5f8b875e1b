import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Addressees } from '@fairway-idp/backstage-plugin-fairway-node';
import type { NoticeStore } from '../database/NoticeStore';
import { distanceOf, isBehind } from '../domain/versions/changelog';
import { behindInWords } from '../domain/versions/behindInWords';
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

/** Tells all owners of each new version of their template, once. */
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
        for (const one of made.filter(({ template: its }) => its === ref)) {
          await this.tell(one, template);
        }
      } catch (error) {
        logger.warn(`${ref}: ${stringifyError(error)}`);
      }
    }
  }

  private async tell(
    component: MadeComponent,
    template: CurrentTemplate,
  ): Promise<void> {
    const { addressees, logger, notices, notifications, now } = this.options;
    const { entityRef, owners, version } = component;
    if (
      version === undefined ||
      !isBehind(template, version) ||
      // The card says that nobody is told.
      owners.length === 0 ||
      (await notices.has(entityRef, template.version))
    ) {
      return;
    }
    try {
      const distance = distanceOf(
        template.changelog,
        version,
        template.version,
      );
      await notifications.send({
        recipients: {
          type: 'entity',
          entityRef: await addressees.of(owners),
        },
        payload: {
          title: `${component.title} is ${behindInWords(distance)}`,
          description: `${template.title} is at ${template.version} now, ${component.title} was made by ${version}. Its page opens a pull request that keeps what you changed.`,
          link: `/catalog/${entityRef
            .slice('component:'.length)
            .replace('/', '/component/')}`,
          severity: 'normal',
          topic: 'golden-paths',
          // Whoever is told of it again, by a crash between the two, finds it once.
          scope: `golden-path:${entityRef}:${template.version}`,
        },
      });
      await notices.add(entityRef, template.version, now());
    } catch (error) {
      logger.warn(
        `${owners.join(' and ')} was not told of ${template.version} of ${
          template.template
        }: ${stringifyError(error)}`,
      );
    }
  }
}
