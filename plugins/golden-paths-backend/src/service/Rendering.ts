import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import type {
  ScaffolderDryRunResponse,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { contentOf } from '../domain/merge/content';
import type { Tree } from '../domain/merge/types';
import { writingOnly } from '../domain/render/reduceTemplate';
import type { SourceFile, TemplateSource } from '../domain/versions/source';

/**
 * Makes again what a template makes, by the scaffolder's own dry run: only the
 * steps that write files are run, and nothing outside is asked or changed.
 */
export class Rendering {
  private constructor(
    private readonly options: {
      auth: AuthService;
      scaffolder: ScaffolderService;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    scaffolder: ScaffolderService;
  }): Rendering {
    return new Rendering(options);
  }

  /** @throws InputError saying what the scaffolder did not take */
  async render(source: TemplateSource, values: JsonObject): Promise<Tree> {
    const { files } = source;
    const made = await this.dryRun(source, files, values);
    const executable = files.some(one => one.executable)
      ? await this.executableOf(source, values)
      : new Set<string>();
    return new Map(
      made.map(({ path, bytes, isExecutable }) => [
        path,
        {
          content: contentOf(bytes),
          ...((isExecutable || executable.has(path)) && { executable: true }),
        },
      ]),
    );
  }

  /**
   * A dry run writes its template's files without their marks. Which files come of
   * those that are executable is seen by a mark at their end.
   */
  private async executableOf(
    source: TemplateSource,
    values: JsonObject,
  ): Promise<Set<string>> {
    const mark = Buffer.from(`\n# ${randomUUID()}\n`);
    const files = source.files.map(({ path, base64Content, executable }) => ({
      path,
      base64Content: executable
        ? Buffer.concat([Buffer.from(base64Content, 'base64'), mark]).toString(
            'base64',
          )
        : base64Content,
    }));
    const made = await this.dryRun(source, files, values);
    return new Set(
      made
        .filter(({ bytes }) => bytes.includes(mark.toString().trim()))
        .map(({ path }) => path),
    );
  }

  private async dryRun(
    { template, version, entity }: TemplateSource,
    files: readonly SourceFile[],
    values: JsonObject,
  ): Promise<Array<{ path: string; bytes: Buffer; isExecutable: boolean }>> {
    const { auth, scaffolder } = this.options;
    let answer: ScaffolderDryRunResponse;
    try {
      answer = await scaffolder.dryRun(
        {
          template: named(entity, template),
          values,
          directoryContents: files.map(({ path, base64Content }) => ({
            ...{ path, base64Content },
          })),
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
    } catch (error) {
      throw new InputError(
        `${template} ${version} cannot be rendered with these parameters: ${wordsOf(
          error,
        )}`,
        error as Error,
      );
    }
    return answer.directoryContents
      .filter(({ path }) => !path.startsWith('.git/'))
      .map(({ path, base64Content, executable = false }) => ({
        path,
        bytes: Buffer.from(base64Content, 'base64'),
        isExecutable: executable,
      }));
  }
}

/**
 * A dry run knows its template by no reference, so that the record is told of it.
 */
function named(
  entity: TemplateSource['entity'],
  template: string,
): TemplateEntityV1beta3 {
  const spec = writingOnly(entity.spec);
  const steps = spec.steps.map((step, i) =>
    i === spec.steps.length - 1
      ? { ...step, input: { template, ...step.input } }
      : step,
  );
  return { ...entity, spec: { ...spec, steps } } as TemplateEntityV1beta3;
}

/** The scaffolder names the parameter in the body of its answer. */
function wordsOf(error: unknown): string {
  const body = error instanceof ResponseError ? error.body : undefined;
  const { errors, error: refusal } = (body ?? {}) as {
    errors?: Array<{ stack?: string }>;
    error?: { message?: string };
  };
  const told = errors?.flatMap(({ stack }) => stack ?? []).join('; ');
  return told || refusal?.message || (error as Error).message;
}
