import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  WhatIf,
  WhatIfInput,
  WhatIfLine,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  exceedsCap,
  type CacheLease,
  type Cluster,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { evaluate, type Verdict } from '../domain/evaluate/evaluate';
import { namespaceKind } from '../domain/kinds/others';
import { placeOf } from '../domain/rules/place';
import { createRule, type Rule } from '../domain/rules/rule';
import type { Settings } from '../domain/settings/settings';
import { Summarizer } from '../domain/view/summarize';
import { whatIfLine } from '../domain/view/whatIfLine';
import type { Evaluations } from './Evaluations';
import type { Gate } from './Gate';
import { sourceOf, type Looks } from './Looks';
import type { Owners } from './Owners';
import type { Sink } from './watchLooks';

const HOUR = 3_600_000;

interface WhatIfsOptions {
  evaluations: Evaluations;
  gate: Gate;
  looks: Looks;
  owners: Owners;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

type ClusterWhatIf = WhatIf['clusters'][number];

/** Dry runs: what would go, and for every survivor why not. Writes nothing. */
export class WhatIfs {
  private constructor(private readonly options: WhatIfsOptions) {}

  static create(options: WhatIfsOptions): WhatIfs {
    return new WhatIfs(options);
  }

  async summary(
    input: WhatIfInput,
    credentials: BackstageCredentials,
  ): Promise<WhatIf> {
    const { settings } = this.options;
    const clusters: ClusterWhatIf[] = [];
    for (const { cluster, lease } of await this.open(input)) {
      try {
        const summarizer = new Summarizer(settings.prices.currency);
        const begun = performance.now();
        const { looked, blocked, lines } = await this.lines(
          input,
          credentials,
          {
            cluster,
            lease,
          },
        );
        lines.forEach(line => summarizer.add(line));
        const { name, title } = cluster;
        const { state, message } = lease;
        clusters.push({
          name,
          title,
          state,
          ...(message && { message }),
          looked,
          seconds: Math.round(performance.now() - begun) / 1000,
          ...(blocked && { blocked }),
          ...summarizer.result,
        });
      } finally {
        lease.release();
      }
    }
    return { at: this.at(input).toISOString(), clusters };
  }

  /** Object by object. */
  async export(
    input: WhatIfInput,
    credentials: BackstageCredentials,
    { signal, send }: Sink<WhatIfLine>,
  ): Promise<void> {
    for (const { cluster, lease } of await this.open(input, signal)) {
      try {
        const { lines } = await this.lines(input, credentials, {
          cluster,
          lease,
        });
        for (const line of lines) {
          signal.throwIfAborted();
          await send(line);
        }
      } finally {
        lease.release();
      }
    }
  }

  private at({ inHours }: WhatIfInput): Date {
    return new Date(this.options.now().getTime() + inHours * HOUR);
  }

  private async open(
    { cluster }: WhatIfInput,
    signal?: AbortSignal,
  ): Promise<Array<{ cluster: Cluster; lease: CacheLease }>> {
    const { looks } = this.options;
    const clusters = await looks.clusters(cluster);
    return Promise.all(
      clusters.map(async one => ({
        cluster: one,
        lease: await looks.open(one, { signal }),
      })),
    );
  }

  private async lines(
    input: WhatIfInput,
    credentials: BackstageCredentials,
    { cluster, lease }: { cluster: Cluster; lease: CacheLease },
  ): Promise<{ looked: number; blocked?: string; lines: WhatIfLine[] }> {
    const { evaluations, settings, now } = this.options;
    const see = await this.seer(cluster.name, credentials);
    const source = sourceOf(lease);
    const knowledge = await evaluations.knowledge(cluster.name, now());
    const verdicts: Verdict[] = [];
    const { looked } = evaluate(source, {
      settings,
      rules: this.rules(input),
      knowledge,
      now: this.at(input),
      onVerdict: verdict => verdicts.push(verdict),
    });
    const supposed = input.inHours > 0;
    const due = verdicts.filter(
      ({ state }) =>
        state === 'due' ||
        (supposed && (state === 'candidate' || state === 'warned')),
    ).length;
    const blocked = exceedsCap({ due, all: looked }, settings.cap, {
      what: 'objects',
      config: 'housekeeping.cap',
    });
    const { prices } = settings;
    const mine = verdicts.filter(
      verdict =>
        (input.namespace ?? verdict.namespace) === verdict.namespace &&
        see.verdict(verdict),
    );
    return {
      looked,
      ...(blocked && { blocked }),
      lines: [
        ...mine.map(verdict =>
          whatIfLine(verdict, {
            cluster: cluster.name,
            prices,
            supposed,
            blocked: blocked !== undefined,
          }),
        ),
        ...this.untouched(cluster.name, source, input).filter(see.line),
      ],
    };
  }

  /** Namespaces that no rule goes into, so that their silence is explained, too. */
  private untouched(
    cluster: string,
    source: ReturnType<typeof sourceOf>,
    input: WhatIfInput,
  ): WhatIfLine[] {
    const { settings } = this.options;
    const named = new Set(
      settings.rules.flatMap(({ namespaces }) => namespaces),
    );
    const lines: WhatIfLine[] = [];
    for (const namespace of source.items(namespaceKind)) {
      const { is } = placeOf(namespace, settings);
      const { name } = namespace;
      const isOut =
        is === 'system' ||
        (is !== 'environment' && is !== 'garbled' && !named.has(name));
      if (isOut && (input.namespace ?? name) === name) {
        lines.push({
          cluster,
          namespace: name,
          kind: 'Namespace',
          name,
          rule: '*',
          fate: 'keep',
          ...(is === 'system'
            ? { reason: 'never', why: 'No rule ever goes into it' }
            : {
                reason: 'foreign',
                why: 'It is no environment of this portal, and no rule names it',
              }),
        });
      }
    }
    return lines;
  }

  private async seer(cluster: string, credentials: BackstageCredentials) {
    const { gate, owners, viewers } = this.options;
    const decide = await gate.decider(viewers.requireUser(credentials));
    const ownershipOf = await owners.open();
    return {
      verdict: ({ namespace, place, object, rule }: Verdict): boolean => {
        const { labels } = object;
        const { owner } = ownershipOf({ cluster, namespace, place, labels });
        return decide('read', { cluster, namespace, kind: rule.kind, owner });
      },
      line: ({ namespace, kind }: WhatIfLine): boolean =>
        decide('read', { cluster, namespace, kind, owner: '' }),
    };
  }

  /** @throws InputError naming a rule that there is not */
  private rules({ rule: id, olderThanHours }: WhatIfInput): Rule[] {
    const { rules } = this.options.settings;
    const chosen =
      id === undefined ? rules : rules.filter(one => one.id === id);
    if (chosen.length === 0) {
      throw new InputError(
        `rule '${id}' is none of ${rules.map(one => one.id).join(', ')}`,
      );
    }
    return chosen.map(rule =>
      createRule({
        ...rule,
        enabled: id === undefined ? rule.enabled : true,
        olderThanHours: olderThanHours ?? rule.olderThanHours,
      }),
    );
  }
}
