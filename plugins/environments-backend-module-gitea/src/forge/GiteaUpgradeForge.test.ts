import {
  describeWithGitea,
  upgradeForgeContract,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { GiteaWorld } from '../__testUtils__/GiteaWorld';

describeWithGitea('GiteaUpgradeForge', address => {
  upgradeForgeContract('GiteaUpgradeForge', async () => {
    const world = await GiteaWorld.open(address);
    return { world, forge: world.connectUpgrades() };
  });
});
