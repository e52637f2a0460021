import { Mail, MapPin, MessageSquare, Phone, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { joinFacts } from '../facts.ts';
import { usePanel } from '../panel.ts';
import { useOpeningHours } from '../use-opening-hours.ts';
import { useStartRequest } from '../use-start-request.ts';
import { Row, RowContent } from './Row.tsx';

interface WaysOutProps {
  /** What the person comes from, for the request. */
  guide?: string;
  search?: string;
}

/** Everyone who helps. Nobody is sent through one way only. */
export function WaysOut(from: WaysOutProps) {
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const hoursInWords = useOpeningHours();
  const startRequest = useStartRequest();
  const { phone, chat, mail, desk, answersWithin } = snapshot.contacts;

  async function contact(contact: 'phone' | 'chat' | 'mail'): Promise<void> {
    if (await attempt('contact.open', { contact }))
      say({ text: t(`panel.help.${contact}Opened`), tone: 'done' });
  }
  return (
    <ul className="list">
      <Row
        icon={Send}
        title={t('panel.help.request')}
        detail={answersWithin ?? t('panel.help.requestHint')}
        onOpen={() => startRequest(from)}
      />
      {phone && (
        <Row
          icon={Phone}
          title={t('panel.help.call', { number: phone.number })}
          detail={hoursInWords(phone.hours)}
          onOpen={() => void contact('phone')}
        />
      )}
      {chat && (
        <Row
          icon={MessageSquare}
          title={t('panel.help.chat')}
          detail={t('panel.help.chatHint', { name: chat.name })}
          onOpen={() => void contact('chat')}
        />
      )}
      {mail && (
        <Row icon={Mail} title={t('panel.help.mail')} detail={mail.to} onOpen={() => void contact('mail')} />
      )}
      {desk && (
        <li>
          <div className="row row--still">
            <RowContent
              icon={MapPin}
              title={t('panel.help.visit')}
              detail={joinFacts([desk.place, hoursInWords(desk.hours)])}
              end={null}
            />
          </div>
        </li>
      )}
    </ul>
  );
}
