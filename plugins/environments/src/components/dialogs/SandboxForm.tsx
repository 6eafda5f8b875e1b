import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SandboxOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  NumberField,
  parseWhole,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { MAX_TITLE, type SandboxDraft } from '../../view/sandboxDraft';
import { ScheduleEditor } from '../schedule/ScheduleEditor';
import { ComponentField } from './ComponentField';
import { OwnerField } from './OwnerField';
import { TierChoice } from './TierChoice';

const DAY = 24 * 3_600_000;

const useStyles = makeStyles(theme => ({
  form: {
    display: 'grid',
    gap: theme.spacing(3),
    paddingTop: theme.spacing(1),
  },
  pair: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    alignItems: 'start',
  },
}));

/** All that can be said of a new sandbox. */
export function SandboxForm(props: {
  options: SandboxOptions;
  draft: SandboxDraft;
  onChange: (draft: SandboxDraft) => void;
}) {
  const { options, draft, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const set = (some: Partial<SandboxDraft>) => onChange({ ...draft, ...some });
  const tooLong = draft.title.trim().length > MAX_TITLE;
  return (
    <div className={classes.form}>
      <TextField
        id="environments-create-title"
        label={t('create.title')}
        value={draft.title}
        onChange={event => set({ title: event.target.value })}
        error={tooLong}
        helperText={
          tooLong
            ? t('create.titleTooLong', { most: String(MAX_TITLE) })
            : t('create.titleHelp')
        }
        inputProps={{ autoComplete: 'off', 'aria-required': true }}
        // A dialog has to take the focus; this is its first field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        fullWidth
        variant="outlined"
        size="small"
      />
      <TierChoice
        tiers={options.tiers}
        chosen={draft.tier}
        schedule={draft.schedule}
        onChoose={tier => set({ tier })}
      />
      <ScheduleEditor
        draft={draft.schedule}
        onChange={schedule => set({ schedule })}
      />
      <div className={classes.pair}>
        <Days options={options} draft={draft} set={set} />
        {options.clusters.length > 1 && (
          <SelectField
            id="environments-create-cluster"
            label={t('create.cluster')}
            value={draft.cluster}
            options={options.clusters.map(({ name, title }) => ({
              value: name,
              text: title,
            }))}
            onChange={cluster => set({ cluster })}
            fullWidth
          />
        )}
      </div>
      <div className={classes.pair}>
        <OwnerField
          owners={options.owners}
          value={draft.owner}
          perOwner={options.limits.perOwner}
          onChange={owner => set({ owner })}
        />
        <ComponentField
          value={draft.entityRef}
          onChange={entityRef => set({ entityRef })}
        />
      </div>
    </div>
  );
}

function Days(props: {
  options: SandboxOptions;
  draft: SandboxDraft;
  set: (some: Partial<SandboxDraft>) => void;
}) {
  const { options, draft, set } = props;
  const { maxDays } = options.limits;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const [now] = useState(() => Date.now());
  const { value } = parseWhole(draft.days, maxDays);
  return (
    <div>
      <NumberField
        id="environments-create-days"
        label={t('create.days')}
        value={draft.days}
        most={maxDays}
        onChange={days => set({ days })}
        presets={[3, 7, 14]
          .filter(each => each <= maxDays)
          .map(each => ({
            value: each,
            text: t('form.daysShort', { days: String(each) }),
          }))}
      >
        {value !== undefined && (
          <>
            {t('create.expires')}{' '}
            <Moment at={new Date(now + value * DAY).toISOString()} />
          </>
        )}
      </NumberField>
    </div>
  );
}
