import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  InnerLoopTool,
  InnerLoopView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CardChoice,
  type Tone,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';

type Choice = InnerLoopView['choice'][0];

const TONES: Record<Choice['fit'], Tone> = {
  best: 'ok',
  good: 'ok',
  poor: 'warn',
  impossible: 'bad',
};

const useStyles = makeStyles(theme => ({
  reasons: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2) },
}));

/** The tools, the best first, and why. */
export function ToolChoice(props: {
  choice: Choice[];
  chosen: InnerLoopTool;
  onChoose: (tool: InnerLoopTool) => void;
}) {
  const { choice, chosen, onChoose } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <CardChoice
      legend={t('innerLoop.tool')}
      name="workspaces-inner-loop-tool"
      value={chosen}
      options={choice.map(each => ({
        value: each.tool,
        title: each.title,
        content: <Why choice={each} />,
      }))}
      onChange={onChoose}
    />
  );
}

function Why({ choice }: { choice: Choice }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      <ToneText tone={TONES[choice.fit]}>
        {t(`innerLoop.fit.${choice.fit}`)}
      </ToneText>
      <ul className={classes.reasons}>
        {choice.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}
