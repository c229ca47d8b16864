import { html, svg, type TemplateResult } from 'lit';
import type { DetailsModel } from './details.ts';
import { type Box, layoutDiagram } from './diagram-layout.ts';
import type { Relation } from './relations.ts';

export { diagramStyles } from './diagram.styles.ts';

/** Width of a letter of the diagram's 12 px monospace font, so that texts end before their box does. */
const LETTER = 7.3;

/**
 * A table and its neighbours. The lists of its relations say the same in words, so it is one picture for screen readers.
 * @param width room in pixels
 */
export function renderDiagram(
  { table, relations, texts, nameOf, follow }: DetailsModel,
  width: number,
): TemplateResult {
  const diagram = layoutDiagram(table, relations, width - 2);
  const names = (list: Relation[]) => [...new Set(list.map(({ other }) => nameOf(other)))].join(', ');
  const sentence = [
    nameOf(table),
    relations.references.length && `${texts.references}: ${names(relations.references)}`,
    relations.referencedBy.length && `${texts.referencedBy}: ${names(relations.referencedBy)}`,
  ];
  return html`<svg
    role="img"
    aria-label=${sentence.filter(Boolean).join('. ')}
    width=${diagram.width + 2}
    height=${diagram.height + 2}
    viewBox="-1 -1 ${diagram.width + 2} ${diagram.height + 2}"
  >
    <defs>
      <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path class="head" d="M0 0.5L8 4L0 7.5Z"></path>
      </marker>
    </defs>
    ${diagram.lines.map((line) => svg`<path class="line" d=${line} marker-end="url(#arrow)"></path>`)}
    ${diagram.boxes.map((box) => renderBox(box, follow))}
  </svg>`;
}

function renderBox(box: Box, follow: DetailsModel['follow']): TemplateResult {
  const { x, y, width, height, name, columns, role, table } = box;
  const shorten = (text: string) => {
    const most = Math.floor((width - 20) / LETTER);
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  };
  const middle = y + height / 2;
  return svg`<g class="box ${role} ${table && role !== 'center' ? 'go' : ''}" @click=${() => table && follow({ table, column: undefined })}>
    <title>${columns ? `${name}: ${columns}` : name}</title>
    <rect x=${x} y=${y} width=${width} height=${height} rx="6"></rect>
    <text x=${x + 10} y=${columns ? middle - 4 : middle + 4}>${shorten(name)}</text>
    <text class="columns" x=${x + 10} y=${middle + 12}>${shorten(columns)}</text>
  </g>`;
}
