import type { MediaFacts } from './media-pipewire.ts';

/** One `Sink #0` or the like out of `pactl list`: its lines, without what stands before them. */
function blocksOf(output: string): { index: string; field(name: string): string | undefined }[] {
  return output.split(/^(?=\S.* #\d+$)/m).flatMap((block) => {
    const index = /^\S.* #(\d+)$/m.exec(block)?.[1];
    if (index === undefined) return [];
    const field = (name: string): string | undefined =>
      new RegExp(`^\\s+${name.replaceAll('.', '\\.')}(?::| =) (.*)$`, 'm').exec(block)?.[1];
    return [{ index, field }];
  });
}

/** A volume meter listens too, in a sound mixer's window. */
const meter = '"Peak detect"';

/** PulseAudio's own words: `pactl info`, and `pactl list` of sinks, sources and source-outputs. */
export function parsePulse(answers: {
  info: string;
  sinks: string;
  sources: string;
  sourceOutputs: string;
}): MediaFacts {
  const [sinks, sources] = [blocksOf(answers.sinks), blocksOf(answers.sources)];
  const defaultName = (kind: string): string | undefined =>
    new RegExp(`^Default ${kind}: (.*)$`, 'm').exec(answers.info)?.[1];
  const described = (blocks: typeof sinks, name: string | undefined): string | undefined =>
    blocks.find(({ field }) => field('Name') === name)?.field('Description');
  const isMonitor = (name: string | undefined): boolean => name?.endsWith('.monitor') ?? false;
  const [sink, source] = [defaultName('Sink'), defaultName('Source')];
  return {
    // Made up by the server where there is no device at all.
    output: sink === 'auto_null' ? undefined : described(sinks, sink),
    // What a loudspeaker plays stands in for a microphone where there is none.
    input: isMonitor(source) ? undefined : described(sources, source),
    isMicrophoneInUse: blocksOf(answers.sourceOutputs).some(({ field }) => {
      const from = sources.find(({ index }) => index === field('Source'));
      return field('Corked') === 'no' && field('media.name') !== meter && !isMonitor(from?.field('Name'));
    }),
    isScreenShared: undefined,
  };
}
