import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** A button beside the heading. */
  tool?: ReactNode;
  children: ReactNode;
}

/** A part of a screen under its own heading. */
export function Section({ title, tool, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      {tool === undefined ? (
        <h2 id={id}>{title}</h2>
      ) : (
        <div className="section__head">
          <h2 id={id}>{title}</h2>
          {tool}
        </div>
      )}
      {children}
    </section>
  );
}
