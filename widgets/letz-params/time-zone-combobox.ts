import { html, nothing, type TemplateResult } from 'lit';
import type { Texts } from './texts/en.ts';
import { findZones, ownZone } from './time-zones.ts';

/** The list of zones below the field that searches among them, by the ARIA pattern of a combobox. */
export class ZonePicker {
  /** The parameter whose list is shown. */
  open: string | undefined;
  #found: readonly string[] = [];
  /** The place of the one that Enter would take; -1: none yet. */
  #active = -1;

  /** Shows what a text finds; all for an empty one. */
  search(name: string, text: string): void {
    this.open = name;
    this.#found = findZones(text);
    this.#active = -1;
  }

  close(): void {
    this.open = undefined;
  }

  /** The id of the one that Enter would take. */
  get activeId(): string | undefined {
    return this.open && this.#active >= 0 ? `zone-${this.#active}` : undefined;
  }

  /** What leaving the field takes: the one that was gone to. */
  get active(): string | undefined {
    return this.open ? this.#found[this.#active] : undefined;
  }

  /** What Enter takes: the same, or else the best that was found. */
  get best(): string | undefined {
    return this.active ?? (this.open ? this.#found[0] : undefined);
  }

  /** Goes up or down. */
  move(step: number): void {
    this.#active = Math.max(0, Math.min(this.#found.length - 1, this.#active + step));
  }

  render(name: string, chosen: string, label: string, texts: Texts): unknown {
    if (this.open !== name || !this.#found.length) return nothing;
    const own = ownZone();
    return html`<div class="zones" role="listbox" id="zones-${name}" aria-label=${label}>
      ${this.#found.map((zone, at) => this.#renderZone(zone, at, zone === chosen, zone === own && texts.yourZone))}
    </div>`;
  }

  #renderZone(zone: string, at: number, chosen: boolean, note: string | false): TemplateResult {
    return html`<div
      role="option"
      id="zone-${at}"
      class=${at === this.#active ? 'active' : ''}
      aria-selected=${chosen}
      data-zone=${zone}
    >
      <bdi>${zone}</bdi> ${note ? html`<small>${note}</small>` : nothing}
    </div>`;
  }
}

/** Scrolls the list alone, never the page. */
export function revealZone(root: ParentNode): void {
  const option = root.querySelector<HTMLElement>('.zones > .active');
  const list = option?.parentElement;
  if (!option || !list) return;
  const { offsetTop, offsetHeight } = option;
  list.scrollTop = Math.max(offsetTop + offsetHeight - list.clientHeight, Math.min(list.scrollTop, offsetTop));
}
