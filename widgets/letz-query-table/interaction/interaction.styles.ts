import { css } from 'lit';

/** Menu and value dialog. */
export const interactionStyles = css`
  .menu {
    position: absolute;
    inset-block-start: 44px;
    inset-inline-end: var(--_space);
    z-index: 2;
    display: grid;
    gap: 8px;
    max-width: calc(100% - 2 * var(--_space));
    max-height: 320px;
    padding: 12px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  .menu ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .menu li {
    display: flex;
    align-items: center;
    gap: 2px;
  }

  .menu label {
    flex: 1;
    padding-block: 3px;
  }

  .menu li button {
    min-width: 28px;
    min-height: 26px;
    padding: 0 8px;
    border-color: transparent;
    color: var(--_muted);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  dialog {
    max-width: min(640px, 90vw);
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
  }

  pre {
    margin: 0 0 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: inherit;
  }

  @media print {
    .menu {
      display: none;
    }
  }
`;
