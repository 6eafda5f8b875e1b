import { workspaceDriverContract } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { DeploymentDriver } from './DeploymentDriver';

jest.setTimeout(60_000);

workspaceDriverContract('the Deployment driver', () =>
  DeploymentDriver.create(),
);
