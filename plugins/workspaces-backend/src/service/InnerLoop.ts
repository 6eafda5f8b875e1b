import { NotImplementedError } from '@backstage/errors';
import type {
  InnerLoopInput,
  InnerLoopView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Caller } from './Caller';

/** Files for inner-loop tools. */
export class InnerLoop {
  static create(): InnerLoop {
    return new InnerLoop();
  }

  async get(_input: InnerLoopInput, _caller: Caller): Promise<InnerLoopView> {
    throw new NotImplementedError(
      'No generator of inner-loop files is installed',
    );
  }
}
