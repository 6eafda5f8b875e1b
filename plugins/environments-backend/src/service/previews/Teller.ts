import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  fingerprint,
  ForgeError,
  type ForgeRepository,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import {
  keyText,
  type PreviewKey,
  type PreviewRecord,
} from '../../domain/preview/record/record';
import {
  commentMarker,
  commentText,
  statusOf,
  type Told,
} from '../../domain/preview/show/texts';
import { toldOf } from '../../domain/preview/show/view';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { Settings } from '../../domain/settings/settings';
import type { Forges } from './Forges';
import type { GuardedForge } from './GuardedForge';
import type { Looks } from './Looks';
import type { PreviewSources } from './PreviewSources';
import { Slots } from './Slots';
import { portalPage } from './portalPage';

interface TellerOptions {
  appUrl?: string;
  forges: Forges;
  logger: LoggerService;
  looks: Looks;
  previews: PreviewSettings;
  settings: Settings;
  sources: PreviewSources;
  store: PreviewStore;
  now: () => Date;
}

interface Desk {
  forge: GuardedForge;
  repository: ForgeRepository;
  record: PreviewRecord;
}

/**
 * Tells people on the forge how their preview does: one comment and one commit
 * status, written only where they would say something else than before.
 */
export class Teller {
  private readonly slots: Slots<PreviewKey>;

  private constructor(private readonly options: TellerOptions) {
    this.slots = Slots.create({
      concurrency: options.previews.concurrency,
      textOf: keyText,
      work: key => this.tellNow(key),
    });
  }

  static create(options: TellerOptions): Teller {
    return new Teller(options);
  }

  /** Soon, by what is known then. Settles when it is done; never rejects. */
  ask(key: PreviewKey): Promise<void> {
    return this.slots.ask(key);
  }

  /**
   * The last word: the preview is removed.
   *
   * @returns whether there is nothing more to say
   */
  async part(record: PreviewRecord): Promise<boolean> {
    const { told } = record;
    if (!told.comment && !told.status) {
      return true;
    }
    const look = await this.options.looks.of(record);
    const words = this.wordsFor({ ...look, sight: { state: 'absent' } });
    try {
      await this.write(record, words);
      return true;
    } catch (error) {
      // Whoever may not write there any more cannot be told, now or later.
      const isFinal =
        error instanceof ForgeError &&
        ['not-found', 'forbidden', 'refused'].includes(error.reason);
      this.options.logger.warn(
        `The end of ${record.name} could not be told on ${record.key.host}: ${
          (error as Error).message
        }`,
      );
      return isFinal;
    }
  }

  private async tellNow(key: PreviewKey): Promise<void> {
    const { store, looks, logger } = this.options;
    try {
      const record = await store.get(key);
      const words = record && this.wordsFor(await looks.of(record));
      if (record && words) {
        await this.tell(record, words);
      }
    } catch (error) {
      logger.warn(
        `A preview could not be told of: ${(error as Error).message}`,
      );
    }
  }

  private async tell(record: PreviewRecord, words: Told): Promise<void> {
    const { store } = this.options;
    try {
      await this.write(record, words);
      await store.update(record.key, ({ told, ...one }) => {
        const { problem: _, ...rest } = told;
        return { ...one, told: rest };
      });
    } catch (error) {
      const problem = (error as Error).message;
      await store.update(record.key, ({ told, ...one }) => ({
        ...one,
        told: { ...told, problem },
      }));
    }
  }

  private wordsFor(look: Awaited<ReturnType<Looks['of']>>): Told | undefined {
    const { settings, appUrl, now } = this.options;
    const words = toldOf(look, {
      instance: settings.instance,
      portal: portalPage(appUrl, look.record.entity),
      now: now(),
    });
    // What is not known now is no news; nor is it that nothing began yet.
    const isSilent =
      words?.state === 'unknown' ||
      (words?.state === 'waiting' &&
        look.record.build === undefined &&
        look.record.told.comment === undefined);
    return isSilent ? undefined : words;
  }

  /** @throws ForgeError */
  private async write(
    record: PreviewRecord,
    words: Told | undefined,
  ): Promise<void> {
    const { forges, sources } = this.options;
    const forge = forges.get(record.key.host);
    if (!forge || !words) {
      return;
    }
    const repository = await sources.repository(forge, record.repository);
    const desk = { forge, repository, record };
    await Promise.all([
      this.writeStatus(desk, words),
      this.writeComment(desk, words),
    ]);
  }

  private async writeStatus(
    { forge, repository, record }: Desk,
    words: Told,
  ): Promise<void> {
    const { commit } = words;
    const status = statusOf(words);
    const print = fingerprint(status);
    const before = record.told.status;
    if (before?.commit === commit && before.print === print) {
      return;
    }
    await forge.setStatus(repository, commit, status);
    await this.options.store.update(record.key, ({ told, ...one }) => ({
      ...one,
      told: { ...told, status: { commit, print } },
    }));
  }

  private async writeComment(
    { forge, repository, record }: Desk,
    words: Told,
  ): Promise<void> {
    const body = commentText(words);
    const print = fingerprint(body);
    const before = record.told.comment;
    if (before?.print === print) {
      return;
    }
    const id = await forge.putComment(
      { repository, number: record.key.number },
      { marker: commentMarker(words), body, ...(before && { id: before.id }) },
    );
    await this.options.store.update(record.key, ({ told, ...one }) => ({
      ...one,
      told: { ...told, comment: { id, print } },
    }));
  }
}
