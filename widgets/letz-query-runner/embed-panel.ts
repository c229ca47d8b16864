import { html, type TemplateResult } from 'lit';
import { type Embed, embedAddress, embedCode } from './embed-code.ts';
import type { Texts } from './texts/en.ts';

interface EmbedPanelHost {
  readonly renderRoot: ParentNode;
  requestUpdate(): void;
}

/** What to paste elsewhere to have the same there, and the buttons that copy it. */
export class EmbedPanel {
  readonly #host: EmbedPanelHost;
  /** The text that was copied last. */
  #copied = '';

  constructor(host: EmbedPanelHost) {
    this.#host = host;
  }

  render(embed: Embed, texts: Texts): TemplateResult {
    const [code, address] = [embedCode(embed), embedAddress(embed)];
    const copied = this.#copied === code || this.#copied === address;
    return html`<details>
      <summary>${texts.embed}</summary>
      ${this.#renderText('html', texts.html, code, texts)} ${this.#renderText('frame', texts.frame, address, texts)}
      <p class="detail">${texts.tokenHint}</p>
      <span role="status" class="visually-hidden">${copied ? texts.copied : ''}</span>
    </details>`;
  }

  #renderText(name: string, title: string, text: string, texts: Texts): TemplateResult {
    return html`<div class="copy">
      <label for=${name}>${title}</label>
      <button type="button" name=${name} value=${text} aria-label="${texts.copy}: ${title}" @click=${this.#copy}>
        ${this.#copied === text ? texts.copied : texts.copy}
      </button>
      <textarea id=${name} dir="ltr" readonly rows=${text.split('\n').length} spellcheck="false" .value=${text}></textarea>
    </div>`;
  }

  readonly #copy = async (event: Event): Promise<void> => {
    const { name, value } = event.currentTarget as HTMLButtonElement;
    try {
      await navigator.clipboard.writeText(value);
      this.#copied = value;
    } catch {
      // Where the page may not write to the clipboard, the reader copies what is selected now.
      this.#host.renderRoot.querySelector<HTMLTextAreaElement>(`#${name}`)?.select();
    }
    this.#host.requestUpdate();
  };
}
