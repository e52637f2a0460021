import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestLine } from '../../shared/requests/request.ts';

interface RequestLinesProps {
  lines: readonly RequestLine[];
  ticked: readonly string[];
  onTicked: (ticked: string[]) => void;
}

/** The facts that go along: each is read, ticked or left out by the person. */
export function RequestLines({ lines, ticked, onTicked }: RequestLinesProps) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  const toggle = (id: string, isOn: boolean): void =>
    onTicked(isOn ? [...ticked, id] : ticked.filter((other) => other !== id));
  return (
    <fieldset className="lines">
      <legend>{t('panel.request.goesAlong')}</legend>
      <ul className="list">
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            isTicked={ticked.includes(line.id)}
            onTicked={(isOn) => toggle(line.id, isOn)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

/** Longer values may be cut at the end of their line, with large text at least, and can be opened. */
const oneLineChars = 32;

interface LineProps {
  line: RequestLine;
  isTicked: boolean;
  onTicked: (isOn: boolean) => void;
}

function Line({ line, isTicked, onTicked }: LineProps) {
  const { t } = useTranslation();
  const { label, value } = line;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const isLong = value.length > oneLineChars;
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
        </span>
      </label>
      {isLong && (
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
