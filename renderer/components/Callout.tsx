import { useRef, type ReactNode } from 'react';
import { useFocusHandover } from '../use-focus-handover.ts';

interface CalloutProps {
  tone: 'info' | 'warning' | 'incident';
  /** What kind it is, for those who don't see the colour. */
  kind?: string;
  title: string;
  text?: ReactNode;
  /** Buttons below the text. */
  children?: ReactNode;
  /** A button in the corner. */
  corner?: ReactNode;
}

/** Something that people should know, in a coloured box. */
export function Callout({ tone, kind, title, text, children, corner }: CalloutProps) {
  const box = useRef<HTMLDivElement>(null);
  useFocusHandover(box);
  return (
    <div className={`callout callout--${tone}`} ref={box}>
      <i className="callout__dot" aria-hidden />
      <div className="callout__text">
        <strong>
          {kind !== undefined && <span className="sr-only">{kind}: </span>}
          {title}
        </strong>
        <div className="callout__line">
          {text !== undefined && text !== '' && <p className="muted">{text}</p>}
          {children}
        </div>
      </div>
      {corner}
    </div>
  );
}
