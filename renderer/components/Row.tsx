import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '../../shared/language.ts';

interface RowContentProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** The title's language, when it is not the panel's. */
  lang?: Language | undefined;
  detail?: ReactNode;
  /** Why this is offered. */
  reason?: string | undefined;
  /** In place of the arrow that says that the row leads somewhere; null for a row that does not. */
  end?: ReactNode;
}

/** What a row shows: picture, title, a line below, and where it leads. */
export function RowContent({ icon: Icon, title, lang, detail, reason, end }: RowContentProps) {
  return (
    <>
      {Icon && (
        <span className="row__icon">
          <Icon aria-hidden />
        </span>
      )}
      <span className="row__text">
        <span className="row__title" lang={lang}>
          {title}
        </span>
        {reason !== undefined && <span className="row__reason">{reason}</span>}
        {detail !== undefined && <span className="row__detail">{detail}</span>}
      </span>
      {end === undefined ? <ChevronRight className="row__chevron" aria-hidden /> : end}
    </>
  );
}

interface RowProps extends RowContentProps {
  onOpen: () => void;
}

/** One line of a list that leads somewhere. */
export function Row({ onOpen, ...content }: RowProps) {
  return (
    <li>
      <button type="button" className="row" onClick={onOpen}>
        <RowContent {...content} />
      </button>
    </li>
  );
}
