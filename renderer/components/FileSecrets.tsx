import { useTranslation } from 'react-i18next';
import type { SecretFile } from '../use-file-secrets.ts';

interface FileSecretsProps {
  found: readonly SecretFile[];
  onCover: (file: SecretFile) => void;
}

/** What looks secret in texts that go along; one press covers it, in the copy that goes. */
export function FileSecrets({ found, onCover }: FileSecretsProps) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {found.map((one) => (
        <p key={one.file.id} className="field__hint">
          {t('panel.request.fileSecret', { name: one.file.name, what: one.what.join(', ') })}{' '}
          <button type="button" className="link" onClick={() => onCover(one)}>
            {t('panel.request.cover')}
          </button>
        </p>
      ))}
    </div>
  );
}
