import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { PreviewsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ConnectionNote,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import { useState } from 'react';
import { environmentsApiRef } from '../../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey } from '../../view/environments';
import { inOrder } from '../../view/previews';
import { EnvironmentDialog } from '../dialogs/EnvironmentDialog';
import type { OpenDialog } from '../dialogs/openDialog';
import { LoadProblem } from '../notes/LoadProblem';
import { ForgeNote } from './ForgeNote';
import { NoPullRequests, SetUpGuide } from './Guides';
import { PreviewCard } from './PreviewCard';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h5, margin: theme.spacing(1, 0) },
  rest: { display: 'flex', alignItems: 'center', gap: theme.spacing(2) },
  previews: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
}));

/** The tab: pull requests of the page's component, and what each one looks like when it runs. */
export function PreviewsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const live = useLive(api.watchPreviews(entityRef));
  const [dialog, setDialog] = useState<OpenDialog>();
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('previews.title')}</h2>
        <div className={classes.rest}>
          <ConnectionNote connection={live.connection} onRetry={live.retry} />
          <Button
            size="small"
            variant="outlined"
            startIcon={<AddIcon />}
            onClick={() => setDialog({ verb: 'create', preset: { entityRef } })}
          >
            {t('action.create')}
          </Button>
        </div>
      </div>
      <LoadProblem live={live} />
      {live.value && (
        <View view={live.value} entity={entity} onOpen={setDialog} />
      )}
      {dialog && (
        <EnvironmentDialog
          dialog={dialog}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function View(props: {
  view: PreviewsView;
  entity: Entity;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, entity, onOpen } = props;
  const classes = useStyles();
  const { setUp, forge, previews } = view;
  const ready = setUp.state === 'ready';
  return (
    <>
      <ForgeNote forge={forge} />
      {!ready && <SetUpGuide setUp={setUp} entity={entity} />}
      {ready && previews.length === 0 && <NoPullRequests setUp={setUp} />}
      <ul className={classes.previews}>
        {inOrder(previews).map(preview => (
          <li key={environmentKey(preview)}>
            <PreviewCard preview={preview} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}
