import { html, type TemplateResult } from 'lit';
import type { GatewayClient } from '../core/gateway/gateway-client.ts';
import { type Embed, embedAddress, embedCode, type ScriptBuild } from './embed-code.ts';
import type { Texts } from './texts/en.ts';

interface EmbedPanelHost {
  readonly renderRoot: ParentNode;
  requestUpdate(): void;
}

/** Code and address to embed a result elsewhere, with buttons to copy them. */
export class EmbedPanel {
  readonly #host: EmbedPanelHost;
  /** Version of the gateway's script, once it is known. */
  #build: ScriptBuild | undefined;
  /** The text copied last. */
  #copied = '';

  constructor(host: EmbedPanelHost) {
    this.#host = host;
  }

  render(embed: Embed, client: GatewayClient, texts: Texts): TemplateResult {
    const [code, address] = [embedCode(embed, this.#build), embedAddress(embed)];
    const copied = this.#copied === code || this.#copied === address;
    return html`<details @toggle=${(event: ToggleEvent) => event.newState === 'open' && this.#loadBuild(client)}>
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

  /** Loads the version of the script, so that the code names one that never changes. */
  async #loadBuild(client: GatewayClient): Promise<void> {
    // A gateway without a build has no version: the code then names the current script.
    this.#build = await client.once<ScriptBuild>('/api/build').catch(() => undefined);
    this.#host.requestUpdate();
  }

  readonly #copy = async (event: Event): Promise<void> => {
    const { name, value } = event.currentTarget as HTMLButtonElement;
    try {
      await navigator.clipboard.writeText(value);
      this.#copied = value;
    } catch {
      // Without access to the clipboard the user copies the selection.
      this.#host.renderRoot.querySelector<HTMLTextAreaElement>(`#${name}`)?.select();
    }
    this.#host.requestUpdate();
  };
}
