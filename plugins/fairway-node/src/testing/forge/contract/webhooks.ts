/* eslint-disable jest/no-export -- part of forgeContract */
import type { ForgeRepository } from '../../../previews/forge';
import type { ForgeWorld } from '../ForgeWorld';
import { Receiver, type Delivery } from '../Receiver';
import { WorkingCopy } from '../WorkingCopy';

const SECRET = 'a secret of webhooks';

const changedSignatures = (
  { headers }: Delivery,
  change: (text: string) => string,
): Delivery['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.includes('signature') && typeof value === 'string'
        ? change(value)
        : value,
    ]),
  );

export function testWebhooks(world: () => ForgeWorld): void {
  describe('webhooks', () => {
    let receiver: Receiver;
    let repository: ForgeRepository;
    let number: number;
    let opened: Delivery;
    let commit: string;

    const forge = (webhookSecret?: string) =>
      world().connect({ webhookSecret });
    const signed = () => forge(SECRET);
    const isAboutOurs = (delivery: Delivery) =>
      signed().readWebhook(delivery)?.number === number;

    beforeAll(async () => {
      receiver = await Receiver.start();
      const fullName = await world().createRepository();
      repository = await signed().getRepository(fullName);
      await world().addWebhook(fullName, {
        url: receiver.url('/signed'),
        secret: SECRET,
      });
      await world().addWebhook(fullName, { url: receiver.url('/unsigned') });
      await world().addWebhook(fullName, {
        url: receiver.url('/form'),
        secret: SECRET,
        asForm: true,
      });
      const copy = await WorkingCopy.clone(world().remote(fullName));
      commit = await copy.commit('hook', { 'a.txt': 'ä' });
      await copy.push();
      copy.remove();
      number = await world().openPullRequest(fullName, {
        title: 'Grüße 🚢',
        branch: 'hook',
      });
      opened = await receiver.until(
        'the webhook',
        delivery => delivery.path === '/signed' && isAboutOurs(delivery),
      );
    }, 60_000);

    afterAll(async () => {
      await receiver?.close();
    });

    it('name the pull request that was opened, pushed to, closed', async () => {
      const hint = {
        repositoryId: repository.id,
        fullName: repository.fullName,
        number,
      };
      expect(signed().readWebhook(opened)).toEqual(hint);
      const happens = async (what: string, it: () => Promise<unknown>) => {
        const before = receiver.deliveries.length;
        await it();
        await receiver.until(what, delivery => {
          const index = receiver.deliveries.indexOf(delivery);
          return (
            index >= before &&
            delivery.path === '/signed' &&
            isAboutOurs(delivery)
          );
        });
      };
      await happens('the push', async () => {
        const copy = await WorkingCopy.clone(
          world().remote(repository.fullName),
        );
        await copy.commit('hook', { 'b.txt': 'b' }, 'origin/hook');
        await copy.push();
        copy.remove();
      });
      await happens('the closing', () =>
        world().close(repository.fullName, number),
      );
      await happens('the opening again', () =>
        world().reopen(repository.fullName, number),
      );
    }, 60_000);

    it('name the repository in which a build ended, but not for our own status', async () => {
      const { fullName } = repository;
      const post = (context: string) =>
        world().postStatus(fullName, commit, {
          context,
          state: 'success',
          description: '',
        });
      const hints = () =>
        receiver.deliveries
          .filter(({ path }) => path === '/signed')
          .map(delivery => signed().readWebhook(delivery))
          .filter(hint => hint && hint.number === undefined);
      await post('fairway/preview');
      await post('ci/build');
      await receiver.until('the status', () => hints().length > 0);
      expect(hints()).toEqual([{ repositoryId: repository.id, fullName }]);
    }, 60_000);

    it.each<[string, (delivery: Delivery) => Delivery]>([
      [
        'another body',
        one => ({
          ...one,
          rawBody: Buffer.concat([one.rawBody, Buffer.from(' ')]),
        }),
      ],
      ['no body', one => ({ ...one, rawBody: Buffer.alloc(0) })],
      [
        'no signature',
        one => ({
          ...one,
          headers: Object.fromEntries(
            Object.entries(one.headers).filter(
              ([name]) => !name.includes('signature'),
            ),
          ),
        }),
      ],
      [
        'empty signatures',
        one => ({ ...one, headers: changedSignatures(one, () => '') }),
      ],
      [
        'cut signatures',
        one => ({
          ...one,
          headers: changedSignatures(one, text => text.slice(0, -1)),
        }),
      ],
      [
        'wrong signatures',
        one => ({
          ...one,
          headers: changedSignatures(one, text =>
            text.replace(/[0-9a-f]$/, last => (last === '0' ? '1' : '0')),
          ),
        }),
      ],
    ])('are refused with %s', (_, change) => {
      expect(() => signed().readWebhook(change(opened))).toThrow(
        expect.objectContaining({ name: 'AuthenticationError' }),
      );
    });

    it('are refused with another secret, or without one on either side', async () => {
      const refused = expect.objectContaining({ name: 'AuthenticationError' });
      expect(() => forge('another').readWebhook(opened)).toThrow(refused);
      expect(() => forge().readWebhook(opened)).toThrow(refused);
      expect(() => forge('').readWebhook(opened)).toThrow(refused);
      const unsigned = await receiver.until(
        'the webhook without a signature',
        ({ path }) => path === '/unsigned',
      );
      expect(() => signed().readWebhook(unsigned)).toThrow(refused);
      expect(() => forge('').readWebhook(unsigned)).toThrow(refused);
      expect(() => forge().readWebhook(unsigned)).toThrow(refused);
    });

    it('are refused as a form', async () => {
      const form = await receiver.until(
        'the webhook as a form',
        ({ path }) => path === '/form',
      );
      expect(() => signed().readWebhook(form)).toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    });
  });
}
