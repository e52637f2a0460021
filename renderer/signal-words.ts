import type { TFunction } from 'i18next';
import type { SignalId } from '../shared/context/signal.ts';
import { lineName, type LineId } from '../shared/requests/line-ids.ts';

/** What a line of a request tells of, or what no request tells. */
type Fact = LineId | 'away' | 'system' | 'upkeep' | 'vpn' | 'attention' | 'locale';

const facts: Record<SignalId, Fact> = {
  'days.away': 'away',
  'workday.firstAfterAbsence': 'away',
  'password.state': 'password',
  'password.daysLeft': 'password',
  'password.ageDays': 'password',
  'os.family': 'system',
  'os.version': 'system',
  'os.build': 'system',
  'computer.model': 'model',
  'computer.serial': 'serial',
  'computer.assetTag': 'serial',
  'updates.pending': 'upkeep',
  'restart.pending': 'upkeep',
  'uptime.days': 'upkeep',
  'disk.freePercent': 'disk',
  'disk.freeGb': 'disk',
  'disk.fullestFreePercent': 'disk',
  'memory.freePercent': 'memory',
  'memory.pressure': 'memory',
  'battery.percent': 'battery',
  'battery.charging': 'battery',
  'battery.healthPercent': 'battery',
  'battery.saver': 'battery',
  'network.online': 'network',
  'network.kind': 'network',
  'network.captivePortal': 'network',
  'network.dnsFailing': 'network',
  'network.publicAddress': 'address',
  'vpn.up': 'vpn',
  'proxy.kind': 'proxy',
  'wifi.signalPercent': 'network',
  'printer.default': 'printer',
  'printer.stuckJobs': 'printer',
  'displays.count': 'displays',
  'audio.output': 'sound',
  'audio.input': 'sound',
  'camera.present': 'sound',
  'camera.inUse': 'attention',
  'microphone.inUse': 'attention',
  'screen.shared': 'attention',
  'screen.fullScreen': 'attention',
  'screen.locked': 'attention',
  'focus.doNotDisturb': 'attention',
  'clock.skewSeconds': 'clock',
  'app.version': 'app',
  'pack.ageDays': 'app',
  'locale.timeZone': 'locale',
  'locale.language': 'locale',
  'organisation.site': 'place',
  'organisation.group': 'place',
};

function nameOf(fact: Fact, t: TFunction): string {
  switch (fact) {
    case 'away':
    case 'system':
    case 'upkeep':
    case 'vpn':
    case 'attention':
    case 'locale':
      return t(`panel.settings.managed.facts.${fact}`);
    default:
      return lineName(fact, t);
  }
}

/** What facts are about, in words of the person, each once. */
export const signalWords = (ids: readonly SignalId[], t: TFunction): string[] =>
  [...new Set(ids.map((id) => facts[id]))].map((fact) => nameOf(fact, t));
