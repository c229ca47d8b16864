import { createContext } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
export const c = createContext<string>('x');
export class LetzMetric extends LitElement {
  @property() label = 'a';
  task = new Task(this, { task: async () => 1, args: () => [] });
  override render() {
    return html`<b>${this.label}</b>`;
  }
}
if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);
