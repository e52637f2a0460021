import { readdir } from 'node:fs/promises';
import { parsePipeWire, type MediaFacts } from './media-pipewire.ts';
import { parsePulse } from './media-pulse.ts';
import { known, textOf, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

export interface MediaDeps {
  root: string;
  environment: Readonly<Record<string, string | undefined>>;
  run: RunCommand;
}

/** Whether the kernel records sound for anybody, on machines without a sound server that can be asked. */
export async function recordsSound(root: string): Promise<boolean | undefined> {
  const cards = await readdir(`${root}/proc/asound`).catch(() => undefined);
  if (!cards) return undefined;
  const devices = cards
    .filter((name) => /^card\d+$/.test(name))
    .map(async (card) => {
      const names = await readdir(`${root}/proc/asound/${card}`).catch(() => []);
      const captures = names.filter((name) => /^pcm\d+c$/.test(name));
      return Promise.all(captures.map((name) => textOf(`${root}/proc/asound/${card}/${name}/sub0/status`)));
    });
  return (await Promise.all(devices)).flat().some((status) => status?.startsWith('state: RUNNING') ?? false);
}

async function pulse(run: RunCommand): Promise<MediaFacts> {
  // Alone at first: without a server none of the others has anything to say.
  const info = await run('pactl', ['info']);
  if (!/^Server Name: /m.test(info)) throw new Error('Nothing that pactl says.');
  const [sinks = '', sources = '', sourceOutputs = ''] = await Promise.all(
    ['sinks', 'sources', 'source-outputs'].map((list) => run('pactl', ['list', list])),
  );
  return parsePulse({ info, sinks, sources, sourceOutputs });
}

const device = (description: string | undefined): Reading =>
  description === undefined || description === '' ? unknown('not-present') : known(description);

/** Default devices, microphone and screen sharing, from one question to the server of sound and video. */
export function linuxMediaSource({ root, environment, run }: MediaDeps): SignalSource {
  // Under X11 programs read the screen by themselves, and no server sees it.
  const seesScreens = Boolean(environment.WAYLAND_DISPLAY) || environment.XDG_SESSION_TYPE === 'wayland';

  async function facts(): Promise<Partial<MediaFacts>> {
    const pipeWire = await run('pw-dump', []).then(parsePipeWire, () => undefined);
    if (pipeWire?.hasSound) return pipeWire;
    const { isScreenShared } = pipeWire ?? {};
    const sound = await pulse(run).catch(() => undefined);
    if (sound) return { ...sound, isScreenShared };
    const isMicrophoneInUse = await recordsSound(root);
    return { isScreenShared, ...(isMicrophoneInUse === undefined ? {} : { isMicrophoneInUse }) };
  }

  return {
    source: 'pw-dump, else pactl, else /proc/asound',
    ids: ['audio.output', 'audio.input', 'microphone.inUse', 'screen.shared'],
    async read() {
      const found = await facts();
      const none = unknown('not-supported');
      const { isMicrophoneInUse, isScreenShared } = found;
      const isScreenKnown = isScreenShared === true || (isScreenShared === false && seesScreens);
      return {
        'audio.output': 'output' in found ? device(found.output) : none,
        'audio.input': 'input' in found ? device(found.input) : none,
        'microphone.inUse': isMicrophoneInUse === undefined ? none : known(isMicrophoneInUse),
        'screen.shared': isScreenKnown ? known(isScreenShared) : none,
      };
    },
    timeoutMs: 5_000,
  };
}
