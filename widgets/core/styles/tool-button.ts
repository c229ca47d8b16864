import { css, html, nothing, type TemplateResult } from 'lit';

/** Paths of the icons, in a box of 16 x 16. */
export const icons = {
  table: 'M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6.5 6.5v6',
  chart: 'M2 2.5v11h12M4.5 10l3-3.5 2.5 2 4-4.5',
  picture: 'M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11',
  filter: 'M2 3.5h12L9.5 9v4L6.5 11.5V9z',
  more: 'M3 7.5v1M2.5 8h1M8 7.5v1M7.5 8h1M13 7.5v1M12.5 8h1',
  reset: 'M3 8a5 5 0 1 1 1.5 3.5M3 12.5V9.5h3',
};

/**
 * Icon button of a widget's header, with an accessible name that is also its tooltip.
 *
 * @param pressed whether the popup that it controls is open; undefined without a popup
 */
export const tool = (label: string, icon: string, click: () => void, pressed?: boolean): TemplateResult =>
  html`<button type="button" class="tool" aria-label=${label} title=${label} aria-expanded=${pressed ?? nothing} @click=${click}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${icon}></path></svg>
  </button>`;

export const toolStyles = css`
  .tool {
    display: grid;
    flex: none;
    place-items: center;
    width: 26px;
    height: 26px;
    margin-block: -3px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
  }

  .tool:hover {
    color: var(--_text);
  }

  .tool svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  @media print {
    .tool {
      display: none;
    }
  }
`;
