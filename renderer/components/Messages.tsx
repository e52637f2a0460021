import { X } from 'lucide-react';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';
import type { ShownMessage } from '../use-messages.ts';
import { useFocusHandover } from '../use-focus-handover.ts';

interface MessagesProps {
  shown: ShownMessage | undefined;
  onClose: () => void;
  /** The pointer or the focus is on it: it must not go away now. */
  onHold: (held: boolean) => void;
}

/** The sentence at the bottom: what was done, with Undo; or what went wrong, with a person to ask. */
export const Messages = memo(function Messages({ shown, ...on }: MessagesProps) {
  return (
    <div className="messages" role="status">
      {shown && <OneMessage key={shown.id} shown={shown} {...on} />}
    </div>
  );
});

function OneMessage({ shown, onClose, onHold }: MessagesProps & { shown: ShownMessage }) {
  const { t } = useTranslation();
  const { go } = usePanel();
  const box = useRef<HTMLDivElement>(null);
  useFocusHandover(box);
  const { undo } = shown;
  return (
    <div
      ref={box}
      className={`message message--${shown.tone}`}
      onMouseEnter={() => onHold(true)}
      onMouseLeave={() => onHold(false)}
      onFocus={() => onHold(true)}
      onBlur={() => onHold(false)}
    >
      <span className="message__text">{shown.text}</span>
      {undo && (
        <button
          type="button"
          className="btn btn--small"
          onClick={() => {
            undo();
            onClose();
          }}
        >
          {t('panel.bar.undo')}
        </button>
      )}
      {shown.tone === 'problem' && (
        <button
          type="button"
          className="btn btn--small"
          onClick={() => {
            go({ screen: 'help' });
            onClose();
          }}
        >
          {t('panel.bar.help')}
        </button>
      )}
      <IconButton icon={X} label={t('panel.bar.close')} onClick={onClose} />
    </div>
  );
}
