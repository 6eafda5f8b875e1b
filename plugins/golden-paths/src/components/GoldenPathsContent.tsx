import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useAddress } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useId } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import { type Part, PARTS, readQuery, writeQuery } from '../view/query';
import { AdoptionPart } from './adoption/AdoptionPart';
import { CampaignsPart } from './campaigns/CampaignsPart';

const useStyles = makeStyles(theme => ({
  tabs: {
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    color: theme.palette.text.primary,
  },
  tab: { textTransform: 'none', opacity: 1, minWidth: 0 },
}));

/** The page without its frame: its parts, each behind a tab. */
export function GoldenPathsContent() {
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const [{ part, range }, onQuery] = useAddress({
    read: readQuery,
    write: writeQuery,
  });
  const id = useId();
  return (
    <>
      <Tabs
        className={classes.tabs}
        value={part}
        aria-label={t('part.label')}
        indicatorColor="primary"
        variant="scrollable"
        scrollButtons="off"
        selectionFollowsFocus
        onChange={(_, next: Part) => onQuery({ part: next })}
      >
        {PARTS.map(each => (
          <Tab
            key={each}
            className={classes.tab}
            value={each}
            label={t(`part.${each}`)}
            id={`${id}-tab-${each}`}
            aria-controls={each === part ? `${id}-panel` : undefined}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${part}`}
      >
        {part === 'adoption' ? (
          <AdoptionPart
            range={range}
            onRange={next => onQuery({ range: next })}
          />
        ) : (
          <CampaignsPart />
        )}
      </div>
    </>
  );
}
