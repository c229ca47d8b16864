import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import type { Texts } from './texts/en.ts';
import { findZones, localZone, zoneClock } from './time-zones.ts';

/** Options that fit in the list without scrolling, at their least height. */
const VISIBLE_OPTIONS = 8;

/** Popup list of a time zone combobox, by the ARIA combobox pattern with a listbox. */
export class TimeZoneCombobox {
  /** The parameter whose list is open. */
  open: string | undefined;
  /** Zones that occur in the data, the most frequent first; listed before all others. */
  dataZones: readonly string[] = [];
  #text = '';
  /** Index of the active option; -1: none. */
  #activeIndex = -1;

  /** Opens the list of zones that match a text; all zones for an empty one. */
  search(name: string, text: string): void {
    this.open = name;
    this.#text = text;
    this.#activeIndex = -1;
  }

  close(): void {
    this.open = undefined;
  }

  /** The id of the active option, for `aria-activedescendant`. */
  get activeId(): string | undefined {
    return this.open && this.#activeIndex >= 0 ? `zone-${this.#activeIndex}` : undefined;
  }

  /** The active option: the value that Tab selects. */
  get active(): string | undefined {
    return this.open ? this.#matches[this.#activeIndex] : undefined;
  }

  /** The value that Enter selects: the active option, else the best match. */
  get best(): string | undefined {
    return this.active ?? (this.open ? this.#matches[0] : undefined);
  }

  /** Moves the active option up or down. */
  move(step: number): void {
    this.#activeIndex = Math.max(0, Math.min(this.#matches.length - 1, this.#activeIndex + step));
  }

  /** The matches for a text, for suggestions in an error message. */
  suggestions(text: string): string[] {
    return findZones(text, this.dataZones).slice(0, 3);
  }

  render(name: string, selected: string, label: string, texts: Texts, formats: Formats): unknown {
    const matches = this.#matches;
    if (this.open !== name || !matches.length) return nothing;
    const now = Date.now();
    return html`<div class="zones ${matches.length > VISIBLE_OPTIONS ? 'scrolls' : ''}" role="listbox" id="zones-${name}" aria-label=${label}>
      ${matches.map((zone, index) => {
        const note = this.dataZones.includes(zone) ? texts.zoneInData : zone === localZone() ? texts.localZone : '';
        const notes = [zoneClock(zone, formats, now), note].filter(Boolean).join(' · ');
        return this.#renderOption(zone, index, zone === selected, notes);
      })}
    </div>`;
  }

  get #matches(): readonly string[] {
    return findZones(this.#text, this.dataZones);
  }

  #renderOption(zone: string, index: number, selected: boolean, notes: string): TemplateResult {
    return html`<div
      role="option"
      id="zone-${index}"
      class=${index === this.#activeIndex ? 'active' : ''}
      aria-selected=${selected}
      data-zone=${zone}
    >
      <bdi>${zone}</bdi> ${notes ? html`<small>${notes}</small>` : nothing}
    </div>`;
  }
}

/** Scrolls the list, and only the list, to its active option. */
export function scrollToActiveZone(root: ParentNode): void {
  const option = root.querySelector<HTMLElement>('.zones > .active');
  const list = option?.parentElement;
  if (!option || !list) return;
  const { offsetTop, offsetHeight } = option;
  list.scrollTop = Math.max(offsetTop + offsetHeight - list.clientHeight, Math.min(list.scrollTop, offsetTop));
}
