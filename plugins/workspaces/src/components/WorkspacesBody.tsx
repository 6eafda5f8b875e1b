import { Content } from '@backstage/core-components';
import { WorkspacesContent } from './WorkspacesContent';

/** The page for apps of the new frontend system, which bring the frame. */
export function WorkspacesBody() {
  return (
    <Content>
      <WorkspacesContent />
    </Content>
  );
}
