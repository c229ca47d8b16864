import { css } from 'lit';

/** Styles of the actions menu, its status message and the explanation. */
export const styles = css`
  [part='menu'],
  .toast {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  [part='menu']:popover-open {
    display: grid;
    min-width: 180px;
  }

  [part='menu'] button {
    min-height: 32px;
    padding: 4px 12px;
    border: 0;
    background: none;
    text-align: start;
  }

  [part='menu'] button:is(:hover, :focus) {
    background: var(--_raised);
  }

  .toast {
    padding: 4px 12px;
  }

  [part='explanation'] {
    width: min(560px, calc(100vw - 24px));
    max-height: min(720px, calc(100vh - 24px));
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_surface);
    font-size: 14px;
  }

  [part='explanation']::backdrop {
    background: rgb(0 0 0 / 35%);
  }

  [part='explanation'][open] {
    display: flex;
    flex-direction: column;
  }

  [part='explanation'] form {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 12px 16px 8px;
    border-bottom: 1px solid var(--_border);
  }

  [part='explanation'] :is(h3, h4) {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }

  [part='explanation'] h3 {
    font-size: 1.143em;
  }

  [part='explanation'] form button {
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    background: none;
    font-size: 20px;
    line-height: 1;
  }

  .scroll {
    display: grid;
    gap: 8px;
    padding: 12px 16px 16px;
    overflow: auto;
    overflow-wrap: anywhere;
  }

  .scroll > * {
    margin: 0;
    min-width: 0;
  }

  .scroll h4 {
    margin-top: 8px;
  }

  .scroll dl > div {
    display: grid;
    grid-template-columns: minmax(110px, 34%) 1fr;
    gap: 0 12px;
    padding-block: 2px;
  }

  .scroll dt {
    color: var(--_muted);
  }

  .scroll dd {
    margin: 0;
  }

  .scroll table {
    width: 100%;
    border-collapse: collapse;
  }

  .scroll caption {
    padding-block: 8px 4px;
    font-weight: 600;
    text-align: start;
  }

  .scroll :is(th, td) {
    padding: 4px 0;
    border-bottom: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
  }

  .scroll thead th {
    color: var(--_muted);
  }

  .scroll .number {
    text-align: end;
    white-space: nowrap;
  }

  .scroll tbody tr:last-child > * {
    font-weight: 600;
  }

  .scroll pre {
    max-height: 260px;
    padding: 12px;
    overflow: auto;
    border-radius: 8px;
    background: var(--_raised);
    font: 12px / 1.5 ui-monospace, monospace;
    overflow-wrap: normal;
  }

  :host(:fullscreen) {
    overflow: auto;
    background: var(--_surface);
  }

  :host(:fullscreen) [part='base'] {
    height: 100%;
    border: 0;
    border-radius: 0;
  }

  @media print {
    :is([part='menu'], .toast):popover-open,
    [part='explanation'][open] {
      display: none;
    }
  }
`;
