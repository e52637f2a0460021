import { useEffect, useState } from 'react';
import type { Output } from '../shared/ipc/contract.ts';
import { usePanel } from './panel.ts';

type Offers = Output<'request.offers'>;

const nothing: Offers = { guides: [], outages: [], requests: [] };
/** Long enough that nothing moves under somebody who types. */
const settledMs = 500;
const tellingCharsMin = 4;

/** What may make a request needless, by what stands in it when the person pauses. */
export function useOffers(id: string, text: string): Offers {
  const { client, snapshot } = usePanel();
  const [offers, setOffers] = useState(nothing);
  const wanted = text.trim().slice(0, 5000);

  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      if (wanted.length < tellingCharsMin) return setOffers(nothing);
      void client.call('request.offers', { id, text: wanted }).then((answer) => {
        if (isWanted && answer.ok) setOffers(answer.value);
      });
    }, settledMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, id, wanted, snapshot.language]);

  return offers;
}
