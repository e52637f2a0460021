import type { ReactNode } from 'react';
import type { Language } from '../../shared/language.ts';

/** The name of a screen; takes the focus when the screen opens, so that a screen reader says where it is. */
export function Heading({ children, lang }: { children: ReactNode; lang?: Language | undefined }) {
  return (
    <h1 tabIndex={-1} lang={lang}>
      {children}
    </h1>
  );
}
