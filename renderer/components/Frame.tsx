import { useEffect, useRef, type ReactNode } from 'react';

interface FrameProps {
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
  /** The content is here. Focus goes to it once: to what is marked `data-arrive`, else to the heading. */
  ready?: boolean;
  onScroll?: () => void;
}

/** A screen: bar, content that scrolls, footer. */
export function Frame({ header, footer, children, ready = true }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!ready) return;
    // A search field in the header keeps the focus that it has.
    const arrival =
      main.current?.querySelector<HTMLElement>('[data-arrive]') ?? main.current?.querySelector('h1');
    arrival?.focus();
  }, [ready]);
  return (
    <>
      <header className="header">{header}</header>
      <main className="main" ref={main} aria-busy={!ready}>
        {children}
      </main>
      <footer className="footer">{footer}</footer>
    </>
  );
}
