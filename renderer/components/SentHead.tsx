import { Check } from 'lucide-react';
import { Heading } from './Heading.tsx';

/** The head of a request that is out of the person's hands: the good news, and what comes next. */
export function SentHead({ title, text }: { title: string; text: string }) {
  return (
    <div className="sent-head">
      <span className="solved__mark">
        <Check aria-hidden />
      </span>
      <div>
        <Heading>{title}</Heading>
        <p className="muted">{text}</p>
      </div>
    </div>
  );
}
