import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../build/run.ts';
import type { TemplateJudges } from '../../build/templateJudges.ts';
import type { Subject } from './types.ts';

/** What the tests of the skeletons leave behind is large, and no part of it. */
const isDelivered = (file: string) =>
  !/(^|\/)(node_modules|\.venv|\.judged)$/.test(file);

/** What deliveries are tried with. */
export interface DeliveryTools
  extends Pick<TemplateJudges, 'kubectl' | 'helm' | 'kustomize'> {
  /** A file, of somebody who may do everything. */
  kubeconfig: string;
}

/** A copy of a repository that may be changed, and what goes with it. */
export interface Bench {
  /** The copy. */
  folder: string;
  /** Where anything else may be put. */
  aside: string;
  /** Runs a program in the copy, with the tools in front of the machine's own. */
  run(command: string[], input?: string): Promise<string>;
}

/** Lets somebody work with a copy of a repository, and takes it away again. */
export async function withBench<T>(
  { folder }: Subject,
  { kubectl, helm, kubeconfig }: DeliveryTools,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const aside = mkdtempSync(path.join(os.tmpdir(), 'fairway-delivery-'));
  try {
    const copy = path.join(aside, 'repository');
    cpSync(folder, copy, { recursive: true, filter: isDelivered });
    const bin = path.join(aside, 'bin');
    mkdirSync(bin);
    symlinkSync(kubectl, path.join(bin, 'kubectl'));
    symlinkSync(helm, path.join(bin, 'helm'));
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      KUBE_CONFIG: readFileSync(kubeconfig, 'utf8'),
      HOME: aside,
    };
    return await work({
      folder: copy,
      aside,
      run: (command, input) => run(command, { cwd: copy, env, input }),
    });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
