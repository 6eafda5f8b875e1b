import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import { DetailSection } from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import { nameOf } from '../../view/workspaces';
import { Dependencies } from './Dependencies';
import { ProblemNote } from './ProblemNote';
import { StepList } from './StepList';
import { WorkspaceFacts } from './WorkspaceFacts';

/** What a row of the list opens to. */
export function WorkspaceDetails({ view }: { view: WorkspaceView }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const name = nameOf(view);
  return (
    <>
      <ProblemNote view={view} />
      <StepList steps={view.steps} said={view.problem?.message} />
      <WorkspaceFacts view={view} />
      <DetailSection title={t('dependencies.title')} of={name}>
        <Dependencies dependencies={view.dependencies} of={name} />
      </DetailSection>
    </>
  );
}
