import { html, type TemplateResult } from 'lit';
import { type Embed, embedAddress, embedCode } from './embed-code.ts';
import type { Texts } from './texts.ts';

/**
 * What to paste elsewhere to have the same there.
 * @param copied the name of the text that was copied last
 */
export function renderEmbed(embed: Embed, texts: Texts, copied: string, copy: (event: Event) => void): TemplateResult {
  const field = (name: string, title: string, text: string) => html`<div class="copy">
    <label for=${name}>${title}</label>
    <button type="button" name=${name} value=${text} aria-label="${texts.copy}: ${title}" @click=${copy}>
      ${copied === name ? texts.copied : texts.copy}
    </button>
    <textarea id=${name} name=${name} readonly rows=${text.split('\n').length} spellcheck="false" .value=${text}></textarea>
  </div>`;
  return html`<details>
    <summary>${texts.embed}</summary>
    ${field('html', texts.html, embedCode(embed))} ${field('frame', texts.frame, embedAddress(embed))}
    <p class="detail">${texts.tokenHint}</p>
    <span role="status" class="visually-hidden">${copied && texts.copied}</span>
  </details>`;
}
