export { DeploymentDriver } from './driver/DeploymentDriver';
