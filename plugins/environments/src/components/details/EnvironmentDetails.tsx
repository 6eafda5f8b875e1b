import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyableText,
  DetailSection,
  TextWithTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { nameOf } from '../../view/environments';
import { BlockedList } from './BlockedList';
import { Facts } from './Facts';
import { QuotaBars } from './QuotaBars';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
    columnGap: theme.spacing(4),
    ...theme.typography.body2,
    color: theme.palette.text.primary,
  },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** Everything else that is known of an environment. */
export function EnvironmentDetails({ view }: { view: EnvironmentView }) {
  const { namespace, problems, blocked } = view;
  const title = nameOf(view);
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <div className={classes.columns}>
      <div>
        <DetailSection title={t('details.quota')} of={title}>
          <QuotaBars quota={view.quota} />
        </DetailSection>
        {blocked.length > 0 && (
          <DetailSection title={t('details.blocked')} of={title}>
            <BlockedList view={view} />
          </DetailSection>
        )}
      </div>
      <div>
        {problems.length > 0 && (
          <DetailSection title={t('details.problems')} of={title}>
            <ul className={classes.list}>
              {problems.map(problem => (
                <li key={problem}>
                  <TextWithTimes text={problem} />
                </li>
              ))}
            </ul>
          </DetailSection>
        )}
        <DetailSection title={t('details.facts')} of={title}>
          <Facts view={view} />
        </DetailSection>
        <DetailSection title={t('details.use')} of={title}>
          <CopyableText
            label={t('details.useSnippet')}
            text={`kubectl config set-context --current --namespace=${namespace}`}
          />
        </DetailSection>
      </div>
    </div>
  );
}
