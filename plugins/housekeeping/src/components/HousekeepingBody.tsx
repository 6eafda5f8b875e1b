import { Content } from '@backstage/core-components';
import { HousekeepingContent } from './HousekeepingContent';

/** The page for apps of the new frontend system, which bring the frame. */
export function HousekeepingBody() {
  return (
    <Content>
      <HousekeepingContent />
    </Content>
  );
}
