import type { Screen } from '../navigation.ts';
import { Area } from './Area.tsx';
import { Find } from './Find.tsx';
import { Guide } from './Guide.tsx';
import { Help } from './Help.tsx';
import { NotSolved } from './NotSolved.tsx';
import { Picture } from './Picture.tsx';
import { Privacy } from './Privacy.tsx';
import { Request } from './Request.tsx';
import { Requests } from './Requests.tsx';
import { Settings } from './Settings.tsx';

/** The screen for a place. Home and search are one: the field keeps its focus while results come and go. */
export function CurrentScreen({ place }: { place: Screen }) {
  switch (place.screen) {
    case 'home':
      return <Find text="" />;
    case 'search':
      return <Find text={place.text} />;
    case 'area':
      return <Area id={place.id} />;
    case 'guide':
      return <Guide id={place.id} title={place.title} />;
    case 'not-solved':
      return <NotSolved from={place.from} />;
    case 'request':
      return <Request id={place.id} />;
    case 'picture':
      return <Picture id={place.id} pictures={place.pictures} />;
    case 'requests':
      return <Requests />;
    case 'settings':
      return <Settings />;
    case 'privacy':
      return <Privacy />;
    case 'help':
      return <Help />;
  }
}
