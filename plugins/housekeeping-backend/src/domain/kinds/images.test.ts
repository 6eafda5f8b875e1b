import { isFloating } from './images';

describe('isFloating', () => {
  it.each([
    ['nginx', true],
    ['nginx:latest', true],
    ['registry.example:5000/shop/web', true],
    ['registry.example:5000/shop/web:latest', true],
    ['registry.example:5000/shop/web:1.4', false],
    ['nginx:1.27', false],
    [`nginx:latest@sha256:${'a'.repeat(64)}`, false],
  ])('%s: %p', (image, floating) => {
    expect(isFloating(image)).toBe(floating);
  });
});
