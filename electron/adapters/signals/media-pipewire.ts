import { z } from 'zod';

/** What a sound and video server knows of what people hear, say and show. */
export interface MediaFacts {
  /** The devices' own descriptions, as people see them in their settings; nothing when there is none. */
  output: string | undefined;
  input: string | undefined;
  isMicrophoneInUse: boolean;
  /** Nothing when this server has no part in it. */
  isScreenShared: boolean | undefined;
}

const text = z.string().optional().catch(undefined);
const nodeSchema = z.object({
  id: z.number(),
  type: z.literal('PipeWire:Interface:Node'),
  info: z.object({
    state: z.string(),
    props: z.object({
      'media.class': text,
      'node.name': text,
      'node.description': text,
      'node.nick': text,
      'device.api': text,
      'media.name': text,
    }),
  }),
});
const linkSchema = z.object({
  type: z.literal('PipeWire:Interface:Link'),
  info: z.object({ 'output-node-id': z.number(), 'input-node-id': z.number() }),
});
const defaultsSchema = z.object({
  type: z.literal('PipeWire:Interface:Metadata'),
  props: z.object({ 'metadata.name': z.literal('default') }),
  metadata: z.array(z.object({ key: z.string(), value: z.unknown() })),
});
const namedSchema = z.object({ name: z.string() });

const allOf = <T>(schema: z.ZodType<T>, objects: readonly unknown[]): T[] =>
  objects.flatMap((object) => {
    const parsed = schema.safeParse(object);
    return parsed.success ? [parsed.data] : [];
  });

type Node = z.infer<typeof nodeSchema>;
const classOf = (node: Node | undefined): string => node?.info.props['media.class'] ?? '';
const isRunning = ({ info }: Node): boolean => info.state === 'running';

/** A sound mixer's volume meters listen too. */
const isCapture = (node: Node | undefined): boolean =>
  node !== undefined &&
  isRunning(node) &&
  classOf(node) === 'Stream/Input/Audio' &&
  node.info.props['media.name'] !== 'Peak detect';

/** Compositors offer a screen as a stream, or as a source that no device is behind. */
const showsScreen = (node: Node): boolean =>
  classOf(node) === 'Stream/Output/Video' ||
  (classOf(node) === 'Video/Source' && node.info.props['device.api'] === undefined);

/** `pw-dump`. Nothing when PipeWire does not do this machine's sound; PulseAudio does, or nobody. */
export function parsePipeWire(json: string): MediaFacts & { hasSound: boolean } {
  const objects = z.array(z.unknown()).parse(JSON.parse(json));
  const nodes = allOf(nodeSchema, objects);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const defaults = new Map(
    allOf(defaultsSchema, objects)
      .flatMap(({ metadata }) => metadata)
      .map(({ key, value }) => [key, namedSchema.safeParse(value).data?.name]),
  );
  const described = (key: string, kind: string): string | undefined => {
    const name = defaults.get(key);
    const props = nodes.find(
      (node) => node.info.props['node.name'] === name && classOf(node).startsWith(kind),
    )?.info.props;
    return name === undefined ? undefined : (props?.['node.description'] ?? props?.['node.nick']);
  };
  // What listens to a loudspeaker is no microphone: only streams that hang on a source count.
  const isListening = allOf(linkSchema, objects).some(({ info }) => {
    const [from, to] = [byId.get(info['output-node-id']), byId.get(info['input-node-id'])];
    return classOf(from).startsWith('Audio/Source') && isCapture(to);
  });
  const output = described('default.audio.sink', 'Audio/');
  return {
    output,
    input: described('default.audio.source', 'Audio/Source'),
    isMicrophoneInUse: isListening,
    isScreenShared: nodes.some((node) => isRunning(node) && showsScreen(node)),
    hasSound: nodes.some((node) => classOf(node) === 'Audio/Sink'),
  };
}
