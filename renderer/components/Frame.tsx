import { useEffect, useRef, type ReactNode } from 'react';
import { currentPlace } from '../navigation.ts';
import { useTrail } from '../panel.ts';

interface FrameProps {
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
  /** The content is here. Focus goes to it once: to what is marked `data-arrive`, else to the heading. */
  ready?: boolean;
}

/** A screen: bar, content that scrolls, footer. */
export function Frame({ header, footer, children, ready = true }: FrameProps) {
  const trail = useTrail();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!ready) return;
    const arrival =
      main.current?.querySelector<HTMLElement>('[data-arrive]') ?? main.current?.querySelector('h1');
    arrival?.focus();
  }, [ready]);
  return (
    <>
      <header className="header">{header}</header>
      <main className="main" ref={main} data-screen={currentPlace(trail).screen} aria-busy={!ready}>
        {children}
      </main>
      <footer className="footer">{footer}</footer>
    </>
  );
}
