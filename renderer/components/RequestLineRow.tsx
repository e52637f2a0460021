import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestLine } from '../../shared/requests/request.ts';

/** Longer values may be cut at the end of their line, with large text at least, and can be opened. */
const oneLineChars = 32;

interface RequestLineRowProps {
  line: RequestLine;
  isTicked: boolean;
  onTicked: (isOn: boolean) => void;
}

/** One fact with its tick; opened, it shows the whole value and what it is good for. */
export function RequestLineRow({ line, isTicked, onTicked }: RequestLineRowProps) {
  const { t } = useTranslation();
  const { label, value, reason } = line;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const hasMore = value.length > oneLineChars || reason !== undefined;
  return (
    <li className={isOpen ? 'line line--open' : 'line'}>
      <label className="line__label">
        <input
          type="checkbox"
          checked={isTicked}
          aria-label={t('panel.request.lineGoesAlong', { label })}
          aria-describedby={id}
          onChange={(event) => onTicked(event.target.checked)}
        />
        <span className="line__text">
          <span>{label}</span>
          <span id={id} className="line__value">
            {value}
          </span>
          {isOpen && reason !== undefined && <span className="line__reason">{reason}</span>}
        </span>
      </label>
      {hasMore && (
        <button
          type="button"
          className="icon-btn line__more"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'panel.request.showLess' : 'panel.request.showAll', { label })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronDown aria-hidden />
        </button>
      )}
    </li>
  );
}
