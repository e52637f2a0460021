import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { phoneText } from '../../shared/requests/phone-text.ts';
import type { Request } from '../../shared/requests/request.ts';
import { usePanel } from '../panel.ts';

const quietModules = 4;

/** Dark modules as one path; a row's neighbours are drawn as one bar, without hairlines between them. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
}

/** The text of a request as a code that carries it to a phone, without any network of this computer. */
export function PhoneCode({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { contacts, managed } = usePanel().snapshot;
  const { requestLinesOff: linesOff = [] } = managed.values;
  const to = contacts.mail?.to;
  const { path, size, isShortened } = useMemo(() => {
    const words = phoneText(request, t, { mail: to, linesOff });
    const { data } = encode(words.text, { ecc: 'L', border: 0 });
    return { path: pathOf(data), size: data.length, isShortened: words.isShortened };
  }, [request, t, to, linesOff]);
  const side = size + 2 * quietModules;
  return (
    <details className="fold">
      <summary>{t('panel.request.onPhone')}</summary>
      <p className="muted">
        {to === undefined ? t('panel.request.qrText') : t('panel.request.qrMail', { to })}{' '}
        {isShortened && t('panel.request.qrShortened')}
      </p>
      <svg
        className="phone-code"
        role="img"
        aria-label={t('panel.request.qrAlt')}
        viewBox={`${-quietModules} ${-quietModules} ${side} ${side}`}
      >
        <path d={path} />
      </svg>
    </details>
  );
}
