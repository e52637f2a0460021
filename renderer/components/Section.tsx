import { useId, type ReactNode, type Ref } from 'react';

interface SectionProps {
  ref?: Ref<HTMLElement>;
  title: string;
  /** A button beside the heading. */
  tool?: ReactNode;
  children: ReactNode;
}

/** A part of a screen under its own heading. */
export function Section({ ref, title, tool, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id} ref={ref}>
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
