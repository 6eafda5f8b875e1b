import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RevisionView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Age } from '@fairway-idp/backstage-plugin-fairway-react';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsTranslationRef } from '../../translation';
import { imagesLabel } from '../../view/image';

const useStyles = makeStyles(theme => ({
  list: { maxHeight: 260, overflow: 'auto', flexWrap: 'nowrap' },
  facts: { color: theme.palette.text.secondary },
}));

/** The revisions of a workload, one of which may be chosen. */
export function RevisionChoice(props: {
  revisions: RevisionView[];
  chosen: number;
  onPick: (revision: number) => void;
}) {
  const { revisions, chosen, onPick } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <FormControl component="fieldset" fullWidth>
      <FormLabel component="legend">{t('rollback.choose')}</FormLabel>
      <RadioGroup
        className={classes.list}
        name="workloads-rollback-revision"
        value={String(chosen)}
        onChange={event => onPick(Number(event.target.value))}
      >
        {revisions.map(each => (
          <FormControlLabel
            key={each.revision}
            value={String(each.revision)}
            disabled={each.current}
            control={
              <Radio
                color="primary"
                size="small"
                // A dialog has to take the focus; this is its first field.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={each.revision === chosen}
              />
            }
            label={<RevisionLabel revision={each} />}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

function RevisionLabel({ revision: each }: { revision: RevisionView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const revision = String(each.revision);
  return (
    <>
      {each.current
        ? t('rollback.currentOption', { revision })
        : t('rollback.option', { revision })}{' '}
      <span className={classes.facts}>
        · <Age since={each.createdAt} /> · {imagesLabel(each.images)}
        {each.changeCause && ` · ${each.changeCause}`}
      </span>
    </>
  );
}
