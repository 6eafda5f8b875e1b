import { InputError } from '@backstage/errors';
import { posix } from 'node:path';
import type { ForgeFile } from '../../previews/forge';
import { FILE_ANNOTATION, fieldsOf, textOf, type Manifest } from '../fields';
import { folderOf } from '../folderOf';
import { readObjects } from '../readObjects';
import { readYaml } from '../readYaml';

const CHART = 'Chart.yaml';
/** Stands before everything that `helm template` writes. */
const SOURCE = '# Source: ';
const ADVICE = /\n+Use --debug flag to render out invalid YAML\s*$/;
const MISSING = /missing in charts\/ directory: (.*)$/m;

/** A chart among files: what Helm calls its files, and where they are. */
export class Chart {
  private constructor(
    private readonly path: string,
    private readonly name: string,
    private readonly text: string,
  ) {}

  static isIn(files: readonly ForgeFile[], path: string): boolean {
    return chartFile(files, path) !== undefined;
  }

  /** @throws InputError naming file and line */
  static read(files: readonly ForgeFile[], path: string): Chart {
    const file = chartFile(files, path);
    if (!file) {
      throw new InputError(`There is no ${CHART} in '${path}'`);
    }
    const [fields] = readYaml(file.content, file.path);
    const name = textOf(fieldsOf(fields).name);
    if (!name) {
      throw new InputError(`${file.path}: name is missing`);
    }
    return new Chart(folderOf(path), name, file.content);
  }

  /**
   * The objects that Helm wrote, each with the file of its template.
   *
   * @throws InputError naming that file, and the line in what was rendered
   */
  objectsIn(rendered: string): Manifest[] {
    return rendered
      .split(/^---\n(?=# Source: )/m)
      .filter(part => part.startsWith(SOURCE))
      .flatMap(part => {
        const end = part.indexOf('\n');
        const file = this.placed(part.slice(SOURCE.length, end));
        return readObjects(part.slice(end + 1), `${file} (rendered)`).map(
          object => from(object, file),
        );
      });
  }

  /** Helm's words, with the files as the repository calls them. */
  explain(words: string): string {
    const [, missing] = MISSING.exec(words) ?? [];
    if (missing !== undefined) {
      return this.explainMissing(missing.trim());
    }
    return this.placed(
      words
        .replace(ADVICE, '')
        .replace(
          /\bcannot load (\w+\.yaml)/,
          (_, file: string) => `cannot load ${this.within(file)}`,
        ),
    );
  }

  private explainMissing(names: string): string {
    const [first] = names.split(', ');
    const before = this.text
      .split('\n')
      .findIndex(line => /\bname:/.test(line) && line.includes(first));
    const line = before < 0 ? '' : ` line ${before + 1}:`;
    return `${this.within(
      CHART,
    )}:${line} it depends on ${names}, which is not in ${this.within(
      'charts',
    )}; nothing is fetched, so keep it there, unpacked`;
  }

  /** `web/templates/a.yaml` of a chart called web is `deploy/chart/templates/a.yaml`. */
  private placed(text: string): string {
    const name = this.name.replace(/[^\w-]/g, '\\$&');
    const own = new RegExp(`(?<![\\w./-])${name}/(?=(templates|charts)/)`, 'g');
    return text.replace(own, () => (this.path === '.' ? '' : `${this.path}/`));
  }

  private within(file: string): string {
    return posix.join(this.path, file);
  }
}

function chartFile(
  files: readonly ForgeFile[],
  path: string,
): ForgeFile | undefined {
  const wanted = posix.join(folderOf(path), CHART);
  return files.find(file => posix.normalize(file.path) === wanted);
}

function from(object: Manifest, file: string): Manifest {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata?.annotations, [FILE_ANNOTATION]: file },
    },
  };
}
