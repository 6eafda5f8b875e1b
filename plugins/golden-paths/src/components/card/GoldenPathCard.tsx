import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import type { GoldenPathStatus } from '@fairway-idp/backstage-plugin-fairway-common';
import { ToneText } from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import { isToBeBrought } from '../../view/status';
import { LoadState } from '../LoadState';
import { useLoadWords } from '../useLoadWords';
import { StatusText } from './StatusText';
import { UpgradeDialog } from './UpgradeDialog';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
    color: theme.palette.text.primary,
  },
  hint: { ...theme.typography.caption },
}));

/** How the entity of the page stands to its golden path, and its upgrade. */
export function GoldenPathCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  const words = useLoadWords('card');
  const entityRef = stringifyEntityRef(entity);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.readStatus(entityRef),
    [api, entityRef],
  );
  const [isOpen, setOpen] = useState(false);
  return (
    <EntityInfoCard title={t('card.title')}>
      <LoadState
        {...{ value, error, loading, words }}
        rows={2}
        onRetry={retry}
      />
      {value && !error && (
        <div data-testid="golden-path-card">
          <Status
            status={value}
            onUpgrade={() => setOpen(true)}
            onRetry={retry}
          />
        </div>
      )}
      {isOpen && value && (
        <UpgradeDialog
          entityRef={entityRef}
          name={entity.metadata.title ?? entity.metadata.name}
          status={value}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            retry();
          }}
        />
      )}
    </EntityInfoCard>
  );
}

function Status(props: {
  status: GoldenPathStatus;
  onUpgrade: () => void;
  onRetry: () => void;
}) {
  const { status, onUpgrade, onRetry } = props;
  const { state, mayUpgrade, pullRequest, latest = '' } = status;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const canUpgrade = isToBeBrought(status);
  const verb = state === 'ahead' ? 'card.back' : 'card.upgrade';
  return (
    <>
      <StatusText status={status} />
      <div className={classes.actions}>
        {pullRequest && (
          <Link to={pullRequest.url}>
            {t('card.pullRequest', {
              number: String(pullRequest.number),
              latest,
            })}
          </Link>
        )}
        {canUpgrade && (
          <Button
            size="small"
            variant="outlined"
            disabled={!mayUpgrade}
            onClick={onUpgrade}
          >
            {pullRequest ? t('card.again') : t(verb, { latest })}
          </Button>
        )}
        {state === 'unknown' && (
          <Button size="small" variant="outlined" onClick={onRetry}>
            {t('card.retry')}
          </Button>
        )}
      </div>
      {canUpgrade && !mayUpgrade && (
        <ToneText tone="unknown">
          <span className={classes.hint}>{t('card.mayNot')}</span>
        </ToneText>
      )}
    </>
  );
}
