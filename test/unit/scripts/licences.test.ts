import { expect, it } from 'vitest';
import { licencesText } from '../../../scripts/licences.mjs';

it('names each package once, with its text or the licence it names', () => {
  const zod = {
    name: 'zod',
    version: '4.6.7',
    identifier: 'MIT',
    text: 'MIT License\n\nCopyright (c) somebody\n',
  };
  const silent = { name: 'agent-base', version: '6.0.2', identifier: 'MIT' };
  const text = licencesText([
    [zod, silent],
    [zod, { name: 'odd', version: '1.0.0', text: 'Do as you like' }],
  ]);
  expect(text.match(/zod 4\.6\.7 \(MIT\)/g)).toHaveLength(1);
  expect(text).toContain('Copyright (c) somebody');
  expect(text).toMatch(/agent-base 6\.0\.2 \(MIT\)\n-+\nThe package names its licence/);
  expect(text).toMatch(/odd 1\.0\.0 \(see below\)\n-+\nDo as you like/);
  expect(text.indexOf('agent-base')).toBeLessThan(text.indexOf('zod'));
});
