import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  UnpushedWork,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CostText,
  Fact,
  Facts,
  RelativeTime,
  TextWithTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import { unpushedCount } from '../../view/workspaces';
import { ActivityCell } from '../cells/ActivityCell';
import { StopsCell } from '../cells/StopsCell';

/** Why it is alive, and what it is made of, a line each. */
export function WorkspaceFacts({ view }: { view: WorkspaceView }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const { idle, state, unpushed, createdAt, owner } = view;
  const rests = state === 'stopped' || state === 'failed' || state === 'asleep';
  return (
    <Facts>
      <Fact label={rests ? t('fact.wasStopped') : t('fact.alive')}>
        <TextWithTimes text={idle.aliveBecause} />
      </Fact>
      <Fact label={t('fact.signal')}>
        <ActivityCell view={view} />
      </Fact>
      {!rests && (
        <Fact label={t('fact.stops')}>
          <StopsCell view={view} />
        </Fact>
      )}
      <Fact label={t('fact.unpushed')}>
        {unpushed ? (
          <Unpushed unpushed={unpushed} />
        ) : (
          t('fact.unpushedUnknown')
        )}
      </Fact>
      <Origin view={view} />
      <Means view={view} />
      <Fact label={t('fact.created')}>
        <RelativeTime at={createdAt} />{' '}
        <EntityRefLink entityRef={view.createdBy ?? owner} hideIcon />
      </Fact>
    </Facts>
  );
}

function Unpushed({ unpushed }: { unpushed: UnpushedWork }) {
  const { changes, commits, stashes, checkedAt } = unpushed;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const seen = <RelativeTime at={checkedAt} />;
  if (unpushedCount({ unpushed }) === 0) {
    return (
      <>
        {t('fact.unpushedNone')} {seen}
      </>
    );
  }
  const parts = [
    changes > 0 && t('fact.unpushedChanges', { count: changes }),
    commits > 0 && t('fact.unpushedCommits', { count: commits }),
    stashes > 0 && t('fact.unpushedStashes', { count: stashes }),
  ].filter(Boolean);
  return (
    <>
      {parts.join(', ')} ({t('fact.asOf')} {seen})
    </>
  );
}

/** What was cloned, and where it lies. */
function Origin({ view }: { view: WorkspaceView }) {
  const { repository, branch } = view;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      <Fact label={t('fact.repository')}>
        {/^https?:/.test(repository.url) ? (
          <Link to={repository.url}>{repository.url}</Link>
        ) : (
          repository.url
        )}
      </Fact>
      <Fact label={t('fact.branch')}>{branch || t('row.defaultBranch')}</Fact>
      <Fact label={t('fact.folder')}>
        <code>{repository.folder}</code>
      </Fact>
    </>
  );
}

/** What it runs on and may use. */
function Means({ view }: { view: WorkspaceView }) {
  const { image, tier, resources, namespace, cost } = view;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      <Fact label={t('fact.image')}>
        {image.title} <code>{image.image}</code>
      </Fact>
      <Fact label={t('fact.size')}>
        {t('fact.sizeOf', {
          tier: t(`tier.${tier}`),
          cpu: resources.limits.cpu,
          memory: resources.limits.memory,
          storage: resources.storage,
        })}
      </Fact>
      <Fact label={t('fact.sandbox')}>
        <code>{namespace}</code>
      </Fact>
      <Fact label={t('fact.cost')}>
        {cost ? <CostText cost={cost} /> : t('row.costUnknown')}
      </Fact>
    </>
  );
}
