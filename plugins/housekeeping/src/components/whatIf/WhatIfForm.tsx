import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RulesView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  parseWhole,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { housekeepingTranslationRef } from '../../translation';
import { MOST_HOURS, type WhatIfDraft } from '../../view/whatIf';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    alignItems: 'start',
    paddingTop: theme.spacing(1),
  },
}));

const DAYS = [0, 7, 30] as const;

/** What is supposed in a dry run. */
export function WhatIfForm(props: {
  rules?: RulesView;
  draft: WhatIfDraft;
  onChange: (draft: WhatIfDraft) => void;
}) {
  const { rules, draft, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { ok } = parseWhole(draft.olderThan, MOST_HOURS);
  return (
    <>
      <p>{t('whatIf.help')}</p>
      <div className={classes.fields}>
        <SelectField
          id="housekeeping-what-if-rule"
          label={t('whatIf.rule')}
          value={draft.rule}
          onChange={rule => onChange({ ...draft, rule })}
          fullWidth
          options={[
            { value: '', text: t('whatIf.allRules') },
            ...(rules?.rules ?? []).map(({ id, title, enabled }) => ({
              value: id,
              text: enabled ? title : t('whatIf.ruleOff', { title }),
            })),
          ]}
        />
        <SelectField
          id="housekeeping-what-if-when"
          label={t('whatIf.when')}
          value={String(draft.days)}
          onChange={days =>
            onChange({
              ...draft,
              days: DAYS.find(each => String(each) === days) ?? 0,
            })
          }
          fullWidth
          helperText={t('whatIf.whenHelp')}
          options={DAYS.map(days => ({
            value: String(days),
            text:
              days === 0
                ? t('whatIf.now')
                : t('whatIf.inDays', { days: String(days) }),
          }))}
        />
        <TextField
          id="housekeeping-what-if-older"
          label={t('whatIf.olderThan')}
          value={draft.olderThan}
          onChange={event =>
            onChange({ ...draft, olderThan: event.target.value })
          }
          error={!ok}
          helperText={
            ok
              ? t('whatIf.olderThanHelp')
              : t('whatIf.olderThanWrong', { most: String(MOST_HOURS) })
          }
          inputProps={{ inputMode: 'numeric', autoComplete: 'off' }}
          fullWidth
          variant="outlined"
          size="small"
        />
      </div>
    </>
  );
}
