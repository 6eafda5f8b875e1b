import { Content } from '@backstage/core-components';
import { GoldenPathsContent } from './GoldenPathsContent';

/** The page for apps of the new frontend system, which bring the frame. */
export function GoldenPathsBody() {
  return (
    <Content>
      <GoldenPathsContent />
    </Content>
  );
}
