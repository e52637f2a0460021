import { describe, expect, it } from 'vitest';
import en from '../../../shared/i18n/en.json' with { type: 'json' };
import { pseudoCatalogue, pseudoText } from '../../../shared/i18n/pseudo.ts';
import { textsOf } from './texts.ts';

describe('the pseudo-locale', () => {
  it('accents letters, keeps variables, and shows where a text begins and ends', () => {
    expect(pseudoText('Settings')).toBe('[Šéţţíñğš verl]');
    expect(pseudoText('Back to {{place}}')).toBe('[Ɓáçķ ţő {{place}} verl]');
    expect(pseudoText('{{count}}')).toBe('[{{count}}]');
  });

  it('makes each text of the catalogue at least 40 % longer', () => {
    const pseudo = textsOf(pseudoCatalogue(en));
    const english = textsOf(en);
    expect([...pseudo.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of english) {
      const spoken = text.replace(/\{\{[^}]*\}\}/g, '').length;
      expect(pseudo.get(key)!.length - text.length, key).toBeGreaterThanOrEqual(spoken * 0.4);
    }
  });
});
