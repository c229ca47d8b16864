import { html, nothing, svg, type TemplateResult } from 'lit';
import { fill } from '../core/format/translations.ts';
import type { DetailsModel } from './details.ts';
import { type Box, layoutDiagram } from './diagram-layout.ts';
import type { Relation } from './foreign-keys.ts';

export { diagramStyles } from './diagram.styles.ts';

/** Width of a character in the diagram's monospace font of 12 px. */
const CHARACTER = 7.3;

/** Most neighbours named in the diagram's label. */
const MAX_NAMED = 5;

/**
 * Diagram of a table and its neighbours, with links to them. The lists of references have the same information as text.
 * @param width in pixels
 */
export function renderDiagram(
  { table, relations, texts, formats, nameOf, follow }: DetailsModel,
  width: number,
): TemplateResult {
  const diagram = layoutDiagram(table, relations, width - 2);
  const names = (list: Relation[]) => {
    const all = [...new Set(list.map(({ other }) => nameOf(other)))];
    const more = all.length - MAX_NAMED;
    const named = all.slice(0, more > 1 ? MAX_NAMED : all.length).join(', ');
    return more > 1 ? `${named} ${fill(texts.more, formats.number(more))}` : named;
  };
  const sentence = [
    nameOf(table),
    relations.references.length && `${texts.references}: ${names(relations.references)}`,
    relations.referencedBy.length && `${texts.referencedBy}: ${names(relations.referencedBy)}`,
  ];
  return html`<svg
    role="group"
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
    const maxLength = Math.floor((width - 20) / CHARACTER);
    return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  };
  const middle = y + height / 2;
  const title = columns ? `${name}: ${columns}` : name;
  const go = () => {
    if (table) follow({ table, column: undefined });
  };
  const isLink = table && role !== 'center';
  return svg`<g class="box ${role} ${isLink ? 'go' : ''}" @click=${isLink ? go : nothing}>
    <title>${title}</title>
    <rect
      x=${x} y=${y} width=${width} height=${height} rx="6"
      role=${isLink ? 'button' : nothing}
      tabindex=${isLink ? 0 : nothing}
      aria-label=${isLink ? title : nothing}
      @keydown=${isLink ? (event: KeyboardEvent) => onKey(event, go) : nothing}
    ></rect>
    <text aria-hidden="true" x=${x + 10} y=${columns ? middle - 4 : middle + 4}>${shorten(name)}</text>
    <text aria-hidden="true" class="columns" x=${x + 10} y=${middle + 12}>${shorten(columns)}</text>
  </g>`;
}

function onKey(event: KeyboardEvent, go: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  go();
}
