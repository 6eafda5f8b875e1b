import type { KubernetesObject } from '@kubernetes/client-node';
import { stringify } from 'yaml';
import type { Renderer, RenderOptions } from '../previews/delivery';
import type { ForgeFile } from '../previews/forge';
import { Chart } from './helm/Chart';
import { closedSchemas } from './helm/closedSchemas';
import { helmArguments } from './helm/helmArguments';
import { folderOf } from './folderOf';
import { runOverFiles } from './runOverFiles';

/** How a chart is rendered. @public */
export interface HelmRenderOptions extends RenderOptions {
  /** Count more than any file. */
  values?: object;
}

/**
 * Charts, rendered by the program `helm` alone: no cluster is asked (`lookup`
 * finds nothing), nothing is fetched, no plugin is run. Dependencies lie in
 * `charts/`, unpacked. Hooks are among the objects, see {@link hookOf}; what is
 * in `crds/`, and notes, are not.
 *
 * @public
 */
export class HelmRenderer implements Renderer {
  readonly name = 'helm';

  private constructor(
    private readonly options: {
      program: string;
      setting: string;
      valuesFrom: string;
    },
  ) {}

  /**
   * @param options - `program`: a path, or a name to be looked up on the PATH;
   *   `setting`: key of the configuration that says so, for the message if it is
   *   not there; `valuesFrom`: what names the values files, for messages
   */
  static create(options: {
    program: string;
    setting?: string;
    valuesFrom?: string;
  }): HelmRenderer {
    const { program, setting, valuesFrom } = options;
    return new HelmRenderer({
      program,
      setting: setting ?? 'environments.previews.helm',
      valuesFrom: valuesFrom ?? 'valuesFiles',
    });
  }

  takes(files: readonly ForgeFile[], path: string): boolean {
    return Chart.isIn(files, path);
  }

  async render(
    files: readonly ForgeFile[],
    options: HelmRenderOptions,
  ): Promise<KubernetesObject[]> {
    const { program, setting, valuesFrom } = this.options;
    const chart = Chart.read(files, options.path);
    const rendered = await runOverFiles(closedSchemas(files), {
      program,
      title: 'Helm',
      setting,
      path: folderOf(options.path),
      args: helmArguments(files, options, valuesFrom),
      // Its own homes are below HOME, where nothing is. A plugin needs more.
      env: { HELM_NO_PLUGINS: '1' },
      input: stringify(options.values ?? {}),
      explain: words => chart.explain(words),
      signal: options.signal,
    });
    return chart.objectsIn(rendered);
  }
}
