import { css } from 'lit';

export const styles = css`
  [part='messages'] {
    max-height: var(--letz-conversation-height, 420px);
    overflow: auto;
    overscroll-behavior: contain;
  }

  h3 {
    position: sticky;
    top: 0;
    width: fit-content;
    margin: 8px auto;
    padding: 2px 10px;
    border-radius: 10px;
    font-size: 0.857em;
    font-weight: 400;
    color: var(--_muted);
    background: var(--_raised);
  }

  ol {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0 2px;
    list-style: none;
  }

  li {
    max-width: min(85%, 36em);
    padding: 6px 10px;
    border-radius: 12px;
  }

  .user {
    justify-self: start;
    border-end-start-radius: 3px;
    background: var(--_raised);
  }

  .other {
    justify-self: end;
    border-end-end-radius: 3px;
    background: color-mix(in srgb, var(--_accent) 16%, var(--_surface));
  }

  /* A line breaks between graphemes where a word is longer than the bubble. */
  p {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .kind {
    font-style: italic;
  }

  small {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0 8px;
    font-size: 0.786em;
  }

  @media (forced-colors: active) {
    li {
      border: 1px solid CanvasText;
    }
  }

  @media print {
    [part='messages'] {
      max-height: none;
      overflow: visible;
    }

    li {
      border: 1px solid var(--_border);
      break-inside: avoid;
    }
  }
`;
