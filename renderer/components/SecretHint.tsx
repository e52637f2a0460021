import { useTranslation } from 'react-i18next';
import { coverSecrets, secretsIn } from '../../shared/requests/redact.ts';

interface SecretHintProps {
  id: string;
  text: string;
  /** The words that take a secret's place can be longer than it. */
  charsMax: number;
  onCovered: (text: string) => void;
}

/** The person's own words are never changed for them: this says what looks secret, and one press covers it. */
export function SecretHint({ id, text, charsMax, onCovered }: SecretHintProps) {
  const { t } = useTranslation();
  const found = secretsIn(text);
  return (
    <div id={id} role="status">
      {found.length > 0 && (
        <p className="field__hint">
          {t('panel.request.secret', { what: found.join(', ') })}{' '}
          <button type="button" className="link" onClick={() => onCovered(coverSecrets(text, charsMax))}>
            {t('panel.request.cover')}
          </button>
        </p>
      )}
    </div>
  );
}
