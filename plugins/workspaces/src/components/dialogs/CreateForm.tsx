import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  INNER_LOOP_TOOLS,
  type WorkspaceOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  NumberField,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { workspacesTranslationRef } from '../../translation';
import {
  branchProblem,
  placeKey,
  placeOf,
  type WorkspaceDraft,
} from '../../view/draft';
import { TierChoice } from './TierChoice';

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

interface FormProps {
  options: WorkspaceOptions;
  draft: WorkspaceDraft;
  onChange: (draft: WorkspaceDraft) => void;
}

/** All that can be said of a new workspace. */
export function CreateForm(props: FormProps) {
  const { options, draft, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const set = (some: Partial<WorkspaceDraft>) =>
    onChange({ ...draft, ...some });
  return (
    <div className={classes.form}>
      <BranchField {...props} />
      <TierChoice
        tiers={placeOf(draft, options)?.tiers ?? []}
        chosen={draft.tier}
        onChoose={tier => set({ tier })}
      />
      <div className={classes.pair}>
        <PlaceField {...props} />
        <SelectField
          id="workspaces-create-image"
          label={t('form.image')}
          value={draft.image}
          options={options.images.map(({ id, title }) => ({
            value: id,
            text: title,
          }))}
          helperText={
            options.images.find(({ id }) => id === draft.image)?.description
          }
          onChange={image => set({ image })}
          fullWidth
        />
      </div>
      <div className={classes.pair}>
        <div>
          <NumberField
            id="workspaces-create-idle"
            label={t('form.idle')}
            value={draft.idleMinutes}
            most={options.limits.maxIdleMinutes}
            onChange={idleMinutes => set({ idleMinutes })}
            presets={[30, 60, 120]
              .filter(value => value <= options.limits.maxIdleMinutes)
              .map(value => ({
                value,
                text: t('form.minutes', { minutes: String(value) }),
              }))}
          >
            {t('form.idleHelp')}
          </NumberField>
        </div>
        <SelectField
          id="workspaces-create-tool"
          label={t('form.tool')}
          value={draft.innerLoopTool}
          options={[
            { value: '' as const, text: t('form.noTool') },
            ...INNER_LOOP_TOOLS.map(tool => ({ value: tool, text: tool })),
          ]}
          helperText={t('form.toolHelp')}
          onChange={innerLoopTool => set({ innerLoopTool })}
          fullWidth
        />
      </div>
    </div>
  );
}

function BranchField({ options, draft, onChange }: FormProps) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const list = useId();
  const problem = branchProblem(draft.branch);
  const help = options.branches.known
    ? t('form.branchHelp')
    : t('form.branchAny');
  return (
    <>
      <TextField
        id="workspaces-create-branch"
        label={t('form.branch')}
        value={draft.branch}
        onChange={event => onChange({ ...draft, branch: event.target.value })}
        error={problem !== undefined}
        helperText={problem ?? help}
        inputProps={{ list, autoComplete: 'off', spellCheck: false }}
        // A dialog has to take the focus; this is its first field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        fullWidth
        variant="outlined"
        size="small"
      />
      <datalist id={list}>
        {options.branches.items.map(({ name, hint }) => (
          <option key={name} value={name}>
            {hint}
          </option>
        ))}
      </datalist>
    </>
  );
}

function PlaceField({ options, draft, onChange }: FormProps) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const place = placeOf(draft, options);
  return (
    <SelectField
      id="workspaces-create-place"
      label={t('form.place')}
      value={draft.place}
      options={options.places.map(each => ({
        value: placeKey(each),
        text: each.isNew
          ? t('offer.newSandbox')
          : t('offer.sandbox', {
              title: each.title,
              namespace: each.namespace,
            }),
      }))}
      helperText={
        place?.usable.enabled === false ? place.usable.why : undefined
      }
      onChange={chosen => onChange({ ...draft, place: chosen })}
      fullWidth
    />
  );
}
