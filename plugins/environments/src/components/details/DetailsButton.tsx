import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import Button from '@material-ui/core/Button';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useId, useState } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { EnvironmentDetails } from './EnvironmentDetails';

/** The details of an environment on a card, behind a button. */
export function DetailsButton(props: { view: EnvironmentView; name: string }) {
  const { view, name } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        size="small"
        startIcon={expanded ? <ExpandMoreIcon /> : <ChevronRightIcon />}
        aria-label={t('row.details', { name })}
        aria-expanded={expanded}
        aria-controls={id}
        onClick={() => setExpanded(!expanded)}
      >
        {t('details.button')}
      </Button>
      <div id={id}>{expanded && <EnvironmentDetails view={view} />}</div>
    </>
  );
}
