import { PREVIEW_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * What a component's catalog entity may say about its inner loop. Every path is
 * from the root of the repository, as in `fairway.dev/preview-path`; where an
 * annotation is missing, the workload in the cluster or the Dockerfile says it.
 *
 * @public
 */
export const INNER_LOOP_ANNOTATIONS = {
  /** `Deployment/orders`; a name alone is a Deployment's. */
  workload: 'fairway.dev/workload',
  /** Name of the container that runs the component's code. */
  container: 'fairway.dev/container',
  /** Port on which that container listens; `none` for one that does not. */
  port: 'fairway.dev/port',
  /** Name of its Service. */
  service: 'fairway.dev/service',
  /** Image that the Dockerfile builds, without tag. */
  image: 'fairway.dev/image',
  /** `node`, `go`, `python`, `java` or `other`. */
  language: 'fairway.dev/language',
  dockerfile: 'fairway.dev/dockerfile',
  /** Stage to develop in, e.g. `dev`. */
  dockerTarget: 'fairway.dev/dockerfile-target',
  /** Folder that the image is built from; default: the component's. */
  buildContext: 'fairway.dev/build-context',
  /** Folder of the manifests, or of the chart; default: `fairway.dev/preview-path`. */
  manifests: 'fairway.dev/manifests',
  /** `plain`, `kustomize` or `helm`; default: what the folder's files say. */
  packaging: 'fairway.dev/packaging',
  /** Values files of the chart, separated by commas. */
  helmValues: PREVIEW_ANNOTATIONS.helmValues,
  /** Command that runs the code while it is written, in words or as a JSON list. */
  devCommand: 'fairway.dev/dev-command',
  installCommand: 'fairway.dev/install-command',
  testCommand: 'fairway.dev/test-command',
  /** `true` if that command sees changed files by itself. */
  hotReload: 'fairway.dev/hot-reload',
  /** Image to run it in. */
  devImage: 'fairway.dev/dev-image',
  /** `src:/app/src`, separated by commas: from the component's folder, to the container. */
  sync: 'fairway.dev/sync',
} as const;
