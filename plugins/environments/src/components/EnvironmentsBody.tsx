import { Content } from '@backstage/core-components';
import { EnvironmentsContent } from './EnvironmentsContent';

/** The page for apps of the new frontend system, which bring the frame. */
export function EnvironmentsBody() {
  return (
    <Content>
      <EnvironmentsContent />
    </Content>
  );
}
