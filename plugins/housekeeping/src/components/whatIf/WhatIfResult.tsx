import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WhatIf,
  WhatIfLine,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterNotes,
  DetailTable,
  formatMoney,
  Note,
  TextWithTimes,
  Total,
  Totals,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf } from '../../view/findings';
import { placeOf, sumWhatIf } from '../../view/whatIf';
import { ExportButton } from '../shared/ExportButton';

const useStyles = makeStyles(theme => ({
  result: { marginTop: theme.spacing(3) },
  heading: {
    ...theme.typography.subtitle1,
    fontWeight: 700,
    margin: theme.spacing(2, 0, 1),
  },
  export: { marginTop: theme.spacing(2) },
  faint: { color: theme.palette.text.secondary },
}));

/** What would go, and why all else would stay. */
export function WhatIfResult(props: {
  result: WhatIf;
  /** Title of a rule by its id. */
  titleOf: (rule: string) => string;
  onExport: () => Promise<string>;
}) {
  const { result, titleOf, onExport } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const sums = sumWhatIf(result);
  const { clusters } = result;
  return (
    <div className={classes.result}>
      <ClusterNotes clusters={clusters} />
      {clusters.map(
        ({ name, title, blocked }) =>
          blocked && (
            <Note key={name} tone="warn" title={t('whatIf.blocked', { title })}>
              <TextWithTimes text={blocked} />
            </Note>
          ),
      )}
      <Totals>
        <Total label={t('whatIf.looked')}>{sums.looked}</Total>
        <Total label={t('whatIf.deleted')}>{sums.deleted}</Total>
        <Total label={t('whatIf.survivors')}>{sums.survivors}</Total>
        {sums.saved && (
          <Total label={t('whatIf.saved')}>
            {formatMoney(sums.saved.amount, sums.saved.currency)}
          </Total>
        )}
        <Total label={t('whatIf.seconds')}>{sums.seconds.toFixed(2)}</Total>
      </Totals>
      <Going result={result} all={sums.deleted} titleOf={titleOf} />
      <Staying result={result} titleOf={titleOf} />
      <div className={classes.export}>
        <ExportButton
          text={t('whatIf.export')}
          fileName="housekeeping-dry-run.jsonl"
          load={onExport}
        />
      </div>
    </div>
  );
}

function Going(props: {
  result: WhatIf;
  all: number;
  titleOf: (rule: string) => string;
}) {
  const { result, all, titleOf } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const lines = result.clusters.flatMap(({ deleted }) => deleted);
  const { shown, pages } = usePages(lines, { selection: result });
  return (
    <>
      <h3 className={classes.heading}>{t('whatIf.going')}</h3>
      {lines.length === 0 && <p>{t('whatIf.goingNone')}</p>}
      {lines.length > 0 && (
        <DetailTable
          label={t('whatIf.going')}
          columns={[t('whatIf.object'), t('column.rule'), t('whatIf.why')]}
          rows={shown.map(line => ({
            key: `${keyOf(line)}|${line.rule}`,
            cells: [
              <Thing line={line} result={result} />,
              titleOf(line.rule),
              <TextWithTimes text={line.why} />,
            ],
          }))}
        />
      )}
      {pages}
      {lines.length < all && (
        <p>
          {t('whatIf.goingFirst', {
            number: String(lines.length),
            all: String(all),
          })}
        </p>
      )}
    </>
  );
}

function Staying(props: { result: WhatIf; titleOf: (rule: string) => string }) {
  const { result, titleOf } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const groups = result.clusters.flatMap(({ name, survivors }) =>
    survivors.map(group => ({ cluster: name, ...group })),
  );
  return (
    <>
      <h3 className={classes.heading}>{t('whatIf.staying')}</h3>
      {groups.length === 0 && <p>{t('whatIf.stayingNone')}</p>}
      {groups.length > 0 && (
        <DetailTable
          label={t('whatIf.staying')}
          columns={[
            t('column.rule'),
            t('whatIf.reason'),
            t('whatIf.count'),
            t('whatIf.examples'),
          ]}
          rows={groups.map(({ cluster, rule, reason, count, examples }) => ({
            key: `${cluster}|${rule}|${reason}`,
            cells: [
              titleOf(rule),
              t(`whatIf.reasons.${reason}`),
              count,
              <Examples examples={examples} result={result} />,
            ],
          }))}
        />
      )}
    </>
  );
}

/** Enough to understand a reason; the file has all. */
const FEW = 3;

function Examples(props: { examples: WhatIfLine[]; result: WhatIf }) {
  const classes = useStyles();
  return (
    <>
      {props.examples.slice(0, FEW).map(line => (
        <div key={keyOf(line)}>
          <Thing line={line} result={props.result} />{' '}
          <span className={classes.faint}>
            <TextWithTimes text={line.why} />
          </span>
        </div>
      ))}
    </>
  );
}

function Thing(props: { line: WhatIfLine; result: WhatIf }) {
  const { line, result } = props;
  const { clusters } = result;
  const classes = useStyles();
  const titleOf =
    clusters.length > 1
      ? (cluster: string) =>
          clusters.find(({ name }) => name === cluster)?.title ?? cluster
      : undefined;
  return (
    <>
      {nameOf(line)}{' '}
      <span className={classes.faint}>{placeOf(line, titleOf)}</span>
    </>
  );
}

function keyOf({ cluster, namespace, kind, name }: WhatIfLine): string {
  return [cluster, namespace, kind, name].join('|');
}
