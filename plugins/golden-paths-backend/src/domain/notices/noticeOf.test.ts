import { noticeOf } from './noticeOf';

const TEMPLATE = {
  title: 'Web service',
  version: '1.2.0',
  changelog: [
    { version: '1.2.0', changes: ['base image'] },
    { version: '1.1.0', changes: ['probes'] },
    { version: '1.0.0', changes: [] },
  ],
};

const component = (name: string, version = '1.0.0') => ({
  ...{ entityRef: `component:shop/${name}`, title: name, version },
});

it('tells of one component how far it is behind, and leads to it', () => {
  expect(noticeOf(TEMPLATE, [component('orders')])).toEqual({
    title: 'orders is 2 versions behind: base image, probes',
    description:
      'Web service is at 1.2.0 now, orders was made by 1.0.0. Its page opens a pull request that keeps what you changed.',
    link: '/catalog/shop/component/orders',
  });
});

it('tells of several at once', () => {
  expect(
    noticeOf(TEMPLATE, [component('orders'), component('cart', '1.1.0')]),
  ).toEqual({
    title: '2 components are behind Web service 1.2.0',
    description:
      'Web service is at 1.2.0 now: orders is 2 versions behind: base image, probes; cart is 1 version behind: base image. The page of each opens a pull request that keeps what you changed.',
    link: '/catalog?filters%5Bkind%5D=component',
  });
});

it('names some of many, and counts the others', () => {
  const many = Array.from({ length: 40 }, (_, i) => component(`c${i}`));
  const { title, description } = noticeOf(TEMPLATE, many);
  expect(title).toBe('40 components are behind Web service 1.2.0');
  expect(description).toContain('c9 is 2 versions behind');
  expect(description).not.toContain('c10 ');
  expect(description).toContain('; and 30 more.');
});
