import {
  areaOf,
  arrowOutline,
  editOf,
  type Area,
  type PictureTool,
  type Selection,
} from '../../../shared/requests/picture-edits.ts';

interface SelectionShapeProps {
  tool: PictureTool;
  selection: Selection;
  shown: Area;
}

const frame = ({ x, y, width, height }: Area): string => `M${x} ${y}h${width}v${height}h${-width}z`;

/** Lines without a length: their caps are as large at every size of the picture. */
const corners = ({ x, y, width, height }: Area): string =>
  [x, x + width].flatMap((left) => [y, y + height].map((top) => `M${left} ${top}h0`)).join('');

/** What the tool will do, over the picture: what is cut off goes dark, what is blurred has a frame. */
export function SelectionShape({ tool, selection, shown }: SelectionShapeProps) {
  const area = areaOf(selection);
  const edit = tool === 'arrow' ? editOf(tool, selection, shown) : undefined;
  return (
    <svg
      className="stage__selection"
      viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {tool === 'crop' && (
        <path className="stage__cut" fillRule="evenodd" d={`${frame(shown)}${frame(area)}`} />
      )}
      {edit?.kind === 'arrow' ? (
        <polygon
          className="stage__arrow"
          points={arrowOutline(edit, edit.thicknessPx)
            .map(({ x, y }) => `${x},${y}`)
            .join(' ')}
        />
      ) : (
        <>
          <path className="stage__edge" d={frame(area)} />
          <path className="stage__dashes" d={frame(area)} />
          {tool === 'crop' && <path className="stage__corners" d={corners(area)} />}
        </>
      )}
    </svg>
  );
}
