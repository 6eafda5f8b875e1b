import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import type {
  ScaffolderDryRunResponse,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { isUtf8 } from 'node:buffer';
import type { Tree, TreeFile } from '../domain/merge/types';
import { writingOnly } from '../domain/render/reduceTemplate';
import type { TemplateSource } from '../domain/versions/source';

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
    const { auth, scaffolder } = this.options;
    const { template, version, entity, files } = source;
    let answer: ScaffolderDryRunResponse;
    try {
      answer = await scaffolder.dryRun(
        {
          template: named(entity, template),
          values,
          directoryContents: files,
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
    return new Map(
      answer.directoryContents
        .filter(({ path }) => !path.startsWith('.git/'))
        .map(({ path, base64Content }) => [
          path,
          fileOf(Buffer.from(base64Content, 'base64')),
        ]),
    );
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

function fileOf(bytes: Buffer): TreeFile {
  const isText = isUtf8(bytes) && !bytes.includes(0);
  return { content: isText ? bytes.toString('utf8') : new Uint8Array(bytes) };
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
