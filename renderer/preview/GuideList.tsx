import { useState } from 'react';
import { fallbackLanguage, type Language } from '../../shared/language.ts';
import type { PreviewState, ShownMistake } from '../../shared/preview/preview-state.ts';
import { guideOfFile } from './Mistakes.tsx';

interface GuideListProps {
  guides: PreviewState['guides'];
  mistakes: readonly ShownMistake[];
  language: Language;
  open: string | undefined;
  onChoose(id: string): void;
}

/** Every guide of the knowledge base, by its title; also those that only the search of the panel would lead to. */
export function GuideList({ guides, mistakes, language, open, onChoose }: GuideListProps) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const faulty = new Set(mistakes.map(({ file }) => guideOfFile(file)));
  const rows = guides.map(({ id, titles }) => {
    const own = titles[language];
    const title = own ?? titles[fallbackLanguage] ?? id;
    return { id, title, lang: own === undefined ? fallbackLanguage : language };
  });
  const found = rows.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted));
  return (
    <nav className="preview__guides" aria-label="Guides">
      <label>
        <span className="preview__label">Filter {guides.length} guides</span>
        <input type="search" value={filter} onChange={({ target }) => setFilter(target.value)} />
      </label>
      <ul>
        {found.map(({ id, title, lang }) => (
          <li key={id}>
            <button
              type="button"
              className="preview__guide"
              aria-current={id === open ? 'true' : undefined}
              onClick={() => onChoose(id)}
            >
              <span lang={lang}>{title}</span>
              {lang !== language && <span className="preview__mark">{lang}</span>}
              {faulty.has(id) && <span className="preview__mark preview__mark--bad">mistake</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="muted">No guide has this in its title or name.</p>}
    </nav>
  );
}
