import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, Inline } from '../../shared/guides/guide.ts';
import { PictureBase } from '../picture-base.ts';
import type { OpenAction } from '../use-open-action.ts';

interface BlocksProps {
  blocks: readonly Block[];
  open: OpenAction;
  /** How buttons in the text look: the one thing to do now, or one of several. */
  buttons?: 'primary' | 'plain';
}

/** A guide's text as elements. The tree is closed: nothing in it can become markup. */
export function Blocks({ blocks, open, buttons = 'plain' }: BlocksProps) {
  return blocks.map((block, index) => <BlockView key={index} block={block} open={open} buttons={buttons} />);
}

function BlockView({
  block,
  open,
  buttons,
}: {
  block: Block;
  open: OpenAction;
  buttons: 'primary' | 'plain';
}) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} open={open} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Inlines inlines={item} open={open} />
        </li>
      ));
      return block.ordered ? <ol className="text-list">{items}</ol> : <ul className="text-list">{items}</ul>;
    }
    case 'image':
      return <Picture {...block} />;
    case 'button':
      return (
        <button
          type="button"
          className={buttons === 'primary' ? 'btn btn--primary btn--action' : 'btn btn--action'}
          onClick={() => open(block.action)}
        >
          {block.label}
        </button>
      );
  }
}

/** A run of text with its emphasis and links. */
export function Inlines({ inlines, open }: { inlines: readonly Inline[]; open: OpenAction }) {
  return inlines.map((inline, index) => {
    switch (inline.type) {
      case 'text':
        return <span key={index}>{inline.text}</span>;
      case 'strong':
        return <strong key={index}>{inline.text}</strong>;
      case 'emphasis':
        return <em key={index}>{inline.text}</em>;
      case 'code':
        return <code key={index}>{inline.text}</code>;
      case 'link':
        return (
          <button key={index} type="button" className="link" onClick={() => open(inline.action)}>
            {inline.text}
          </button>
        );
    }
  });
}

interface PictureProps {
  file: string;
  alt: string;
  widthPx: number;
  heightPx: number;
}

/** A picture out of the pack; when it can't be had, what it shows in words. */
function Picture({ file, alt, widthPx, heightPx }: PictureProps) {
  const { t } = useTranslation();
  const [missing, setMissing] = useState(false);
  if (missing) return <p className="picture-missing">{t('panel.guide.picture', { alt })}</p>;
  return (
    <img
      className="picture"
      src={`${use(PictureBase)}${file}`}
      alt={alt}
      width={widthPx}
      height={heightPx}
      onError={() => setMissing(true)}
    />
  );
}
